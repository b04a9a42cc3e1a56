using System.Buffers;
using System.Text.Json;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>
/// Append-only log of an NFVI, a JSON document a line. What was written before an answer is in the operating system's hands, so it survives the death of the process
/// (not of the machine: the simulator plays an external system). A torn last line is what was being written at the time of death, and was never answered: it is cut off.
/// </summary>
internal sealed class NfviJournal : IDisposable
{
    private static readonly byte[] NewLine = [(byte)'\n'];
    private readonly string path;
    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private readonly Utf8JsonWriter writer;
    private FileStream file;
    private bool broken;

    public NfviJournal(string path)
    {
        this.path = path;
        writer = new Utf8JsonWriter(buffer);
        file = Open(FileMode.OpenOrCreate);
    }

    /// <summary>Lines since the last compaction.</summary>
    public long Lines { get; private set; }

    /// <summary>Reads all lines, cuts a torn one off, and stands ready to append.</summary>
    public void Replay(Action<JournalLine> apply)
    {
        var all = File.ReadAllBytes(path);
        var rest = all.AsSpan();
        var good = 0;
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            try
            {
                apply(JsonSerializer.Deserialize(rest[..end], JournalJsonContext.Default.JournalLine) ?? throw new JsonException("null"));
            }
            catch (JsonException wrong)
            {
                throw new InvalidDataException($"The simulator's journal {path} is damaged at byte {good} (line {Lines + 1}): {wrong.Message} Move the file away to start with an empty NFVI.", wrong);
            }

            good += end + 1;
            rest = rest[(end + 1)..];
            Lines++;
        }

        if (good < all.Length) file.SetLength(good);
        file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Adds a line to what the next <see cref="Flush"/> writes.</summary>
    public void Add(JournalLine line)
    {
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, line, JournalJsonContext.Default.JournalLine);
        writer.Flush();
        buffer.Write(NewLine);
        Lines++;
    }

    /// <summary>Hands everything added to the operating system in one write. After a failed write the file is made anew from <paramref name="everything"/> before anything else is answered.</summary>
    public void Flush(Func<IEnumerable<JournalLine>> everything)
    {
        if (buffer.WrittenCount == 0 && !broken) return;
        if (broken)
        {
            Compact(everything());
            return;
        }

        try
        {
            file.Write(buffer.WrittenSpan);
        }
        catch (IOException)
        {
            broken = true;
            throw;
        }
        finally
        {
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>Replaces the log by one line per thing that is there; the old file stays until the new one is whole and on disk.</summary>
    public void Compact(IEnumerable<JournalLine> everything)
    {
        buffer.ResetWrittenCount();
        var temporary = path + ".new";
        long lines = 0;
        using (var fresh = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024))
        {
            foreach (var line in everything)
            {
                JsonSerializer.Serialize(fresh, line, JournalJsonContext.Default.JournalLine);
                fresh.Write(NewLine);
                lines++;
            }

            fresh.Flush(flushToDisk: true);
        }

        file.Dispose();
        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            file = Open(FileMode.OpenOrCreate);
            file.Seek(0, SeekOrigin.End);
        }

        broken = false;
        Lines = lines;
    }

    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }

    // Read by others while we write: tests and people look at it; two writers are refused.
    private FileStream Open(FileMode mode) => new(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
}
