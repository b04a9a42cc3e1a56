using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>A countable pool.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Used">In use.</param>
public readonly record struct VimPool(long Total, long Used)
{
    /// <summary>What is left; never negative.</summary>
    [JsonIgnore]
    public long Free => Math.Max(0, Total - Used);
}
