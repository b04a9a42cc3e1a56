using System.Runtime.InteropServices;
using System.Text;

namespace NfvOrchestrator.Platform.Blobs;

/// <summary>Makes a rename or deletion durable: on Unix the folder is a file that has to be flushed as well, which .NET does not open; Windows does it by itself.</summary>
internal static class FolderSync
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), flags: 0);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open folder {folder} to make it durable: error {Marshal.GetLastPInvokeError()}.");
        }
        try
        {
            if (Sync(descriptor) != 0)
            {
                throw new IOException($"Cannot make folder {folder} durable: error {Marshal.GetLastPInvokeError()}. Look at the disk.");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

#pragma warning disable SYSLIB1054, CA5392 // generated marshalling would need unsafe code for the whole project; libc is always the system's
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
#pragma warning restore SYSLIB1054, CA5392
}
