namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Mask (SOL005 §6.5).</summary>
public sealed record Mask
{
    /// <summary>Starting point.</summary>
    public required int StartingPoint { get; init; }

    /// <summary>Length.</summary>
    public required int Length { get; init; }

    /// <summary>Value.</summary>
    public required string Value { get; init; }
}
