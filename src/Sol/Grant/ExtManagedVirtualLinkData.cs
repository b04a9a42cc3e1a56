namespace NfvOrchestrator.Sol.Grant;

/// <summary>External managed virtual link data (SOL003 §9.5).</summary>
public sealed record ExtManagedVirtualLinkData
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF virtual link descriptor.</summary>
    public required string VnfVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>VNF link port.</summary>
    public IReadOnlyList<VnfLinkPortData>? VnfLinkPort { get; init; }

    /// <summary>Identifier of the external managed multisite virtual link.</summary>
    public string? ExtManagedMultisiteVirtualLinkId { get; init; }
}
