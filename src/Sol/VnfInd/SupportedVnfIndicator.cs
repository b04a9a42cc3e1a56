namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>An indicator that a VNF has now (SOL003 §8.5.2.6).</summary>
public sealed record SupportedVnfIndicator
{
    /// <summary>Identifier of the indicator in the VNFD.</summary>
    public required string VnfIndicatorId { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }
}
