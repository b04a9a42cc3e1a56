using System.Text.Json;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>A value of a collection period (SOL003 §6.5.2.10).</summary>
public sealed record PerformanceValue
{
    /// <summary>End of the collection period.</summary>
    public required DateTimeOffset TimeStamp { get; init; }

    /// <summary>The value, in the unit of the measurement.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Circumstances of the measurement.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Context { get; init; }
}
