namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>External managed virtual link information (SOL003 §5.5).</summary>
public sealed record ExtManagedVirtualLinkInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VnfVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Network resource.</summary>
    public required ResourceHandle NetworkResource { get; init; }

    /// <summary>VNF link ports.</summary>
    public IReadOnlyList<VnfLinkPortInfo>? VnfLinkPorts { get; init; }

    /// <summary>Identifier of the external managed multisite virtual link.</summary>
    public string? ExtManagedMultisiteVirtualLinkId { get; init; }
}
