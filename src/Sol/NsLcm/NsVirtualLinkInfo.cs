namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NS virtual link information (SOL005 §6.5).</summary>
public sealed record NsVirtualLinkInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the NS virtual link descriptor.</summary>
    public required string NsVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the NS virtual link profile.</summary>
    public required string NsVirtualLinkProfileId { get; init; }

    /// <summary>Resource handle.</summary>
    public IReadOnlyList<ResourceHandle>? ResourceHandle { get; init; }

    /// <summary>Link port.</summary>
    public IReadOnlyList<NsLinkPortInfo>? LinkPort { get; init; }
}
