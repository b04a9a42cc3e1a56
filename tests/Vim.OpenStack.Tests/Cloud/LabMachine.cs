using System.Diagnostics;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>The machine of the real lab: services that are killed and started again, hosts that bind no port.</summary>
internal static class LabMachine
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("OPENSTACK_LAB_DIR") is { Length: > 0 } given ? given : "/var/tmp/openstack-lab";

    private static string NoBinding => Path.Combine(Folder, "faults", "no-binding");

    /// <summary>Whether the OpenStack under test is the lab on this machine.</summary>
    public static bool IsHere => CloudUnderTest.RealAuthUrl is { } url && new Uri(url).IsLoopback && Directory.Exists(Path.Combine(Folder, "faults"));

    /// <summary>No host binds a port: servers with ports go to ERROR.</summary>
    public static void BindNothing() => File.WriteAllText(NoBinding, "compute1\ncompute2\ncompute3\n");

    /// <summary>All hosts bind ports again.</summary>
    public static void BindAgain() => File.Delete(NoBinding);

    public static Task KillAsync(string service) => RunAsync("kill", service);

    public static Task ReviveAsync(string service) => RunAsync("revive", service);

    /// <summary>Keystone gets other keys: no token that it gave is valid any more. It must not run.</summary>
    public static void LoseTokens()
    {
        var keys = Path.Combine(Folder, "etc", "keystone", "fernet-keys");
        foreach (var file in Directory.GetFiles(keys))
        {
            File.WriteAllText(file, Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_'));
        }
    }

    /// <summary>A statement to the lab's database server.</summary>
    public static Task SqlAsync(string statement) => RunAsync("/usr/bin/mariadb", "--no-defaults", "--socket=" + Path.Combine(Folder, "run", "mysqld.sock"), "-u", "root", "-e", statement);

    private static Task RunAsync(string command, string service) => RunAsync(Script(), command, service);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Not until the end of the streams: a service that is started inherits them.
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "openstack-lab", "openstack-lab");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }
        throw new InvalidOperationException("tests/openstack-lab/openstack-lab was not found above the program.");
    }
}
