using System.Text.Json;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>How a graph ended.</summary>
public sealed record StepGraphResult
{
    /// <summary>Every step succeeded.</summary>
    public bool Succeeded => Failures.Count == 0 && !Cancelled;

    /// <summary>It stopped because somebody asked, before all steps were done.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>Steps that failed for good.</summary>
    public required IReadOnlyList<StepRecord> Failures { get; init; }

    /// <summary>Outputs of the steps that succeeded, by step id.</summary>
    public required IReadOnlyDictionary<string, JsonElement?> Outputs { get; init; }

    /// <summary>Steps that were started (also failed or abandoned ones): their resources may exist.</summary>
    public required IReadOnlySet<string> Started { get; init; }
}
