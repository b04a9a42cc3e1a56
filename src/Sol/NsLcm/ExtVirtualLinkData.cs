using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>External virtual link data (SOL005 §6.5).</summary>
public sealed record ExtVirtualLinkData
{
    /// <summary>Identifier of the external virtual link.</summary>
    public string? ExtVirtualLinkId { get; init; }

    /// <summary>Identifier of the VIM.</summary>
    public string? VimId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }

    /// <summary>Identifier of the resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>External cps.</summary>
    public required IReadOnlyList<VnfExtCpData> ExtCps { get; init; }

    /// <summary>External link ports.</summary>
    public IReadOnlyList<ExtLinkPortData>? ExtLinkPorts { get; init; }
}
