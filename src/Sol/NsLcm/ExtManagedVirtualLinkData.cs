namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>External managed virtual link data (SOL005 §6.5).</summary>
public sealed record ExtManagedVirtualLinkData
{
    /// <summary>Identifier of the external managed virtual link.</summary>
    public string? ExtManagedVirtualLinkId { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VnfVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the VIM.</summary>
    public string? VimId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>VNF link port.</summary>
    public IReadOnlyList<VnfLinkPortData>? VnfLinkPort { get; init; }

    /// <summary>Identifier of the external managed multisite virtual link.</summary>
    public string? ExtManagedMultisiteVirtualLinkId { get; init; }
}
