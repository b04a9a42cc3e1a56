namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF link port data (SOL003 §5.5).</summary>
public sealed record VnfLinkPortData
{
    /// <summary>Identifier of the VNF link port.</summary>
    public required string VnfLinkPortId { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }
}
