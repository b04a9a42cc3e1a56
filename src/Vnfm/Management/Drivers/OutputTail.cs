using System.Text;

namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>Keeps the end of a text that may be endless. Thread-safe: output and errors of a process come from two sides.</summary>
internal sealed class OutputTail(int max)
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private bool cut;

    /// <summary>Adds text.</summary>
    public void Add(ReadOnlySpan<char> more)
    {
        lock (gate)
        {
            text.Append(more);
            if (text.Length > max * 2)
            {
                text.Remove(0, text.Length - max);
                cut = true;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (gate)
        {
            var kept = text.Length <= max ? text.ToString() : text.ToString(text.Length - max, max);
            return (cut || text.Length > max ? "…" : "") + kept.TrimEnd();
        }
    }
}
