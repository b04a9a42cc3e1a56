using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>Append-only file of state changes, one JSON object a line. A line torn by a crash at the end is ignored and overwritten.</summary>
public sealed class Journal : IDisposable
{
    private readonly FileStream file;

    /// <summary>Opens or creates the file and gives every whole line to <paramref name="replay"/>.</summary>
    public Journal(string path, Action<JsonObject> replay)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var start = 0;
        while (start < bytes.Length && Array.IndexOf(bytes, (byte)'\n', start) is var end and >= 0)
        {
            try
            {
                replay((JsonObject)JsonNode.Parse(bytes.AsSpan(start, end - start))!);
            }
            catch (JsonException)
            {
                // Torn by a crash: nothing after it can be trusted, and it was never acknowledged.
                break;
            }
            start = end + 1;
        }
        file.SetLength(start);
        file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Writes one change; it is with the operating system when this returns, so that it survives the death of the process.</summary>
    public void Append(JsonObject change)
    {
        file.Write(Encoding.UTF8.GetBytes(change.ToJsonString() + "\n"));
        file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
