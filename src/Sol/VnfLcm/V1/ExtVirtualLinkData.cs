using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>External virtual link data (SOL003 §5.5).</summary>
public sealed record ExtVirtualLinkData
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>External cps.</summary>
    public required IReadOnlyList<VnfExtCpData> ExtCps { get; init; }

    /// <summary>External link ports.</summary>
    public IReadOnlyList<ExtLinkPortData>? ExtLinkPorts { get; init; }
}
