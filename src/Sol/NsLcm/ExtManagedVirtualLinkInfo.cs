namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>External managed virtual link information (SOL005 §6.5).</summary>
public sealed record ExtManagedVirtualLinkInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VnfVirtualLinkDescId { get; init; }

    /// <summary>Network resource.</summary>
    public ResourceHandle? NetworkResource { get; init; }

    /// <summary>VNF link ports.</summary>
    public IReadOnlyList<VnfLinkPortInfo>? VnfLinkPorts { get; init; }

    /// <summary>Identifier of the external managed multisite virtual link.</summary>
    public string? ExtManagedMultisiteVirtualLinkId { get; init; }
}
