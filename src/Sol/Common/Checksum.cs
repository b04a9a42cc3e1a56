namespace NfvOrchestrator.Sol.Common;

/// <summary>Checksum (SOL003 §4.4).</summary>
public sealed record Checksum
{
    /// <summary>Algorithm.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Hash.</summary>
    public required string Hash { get; init; }
}
