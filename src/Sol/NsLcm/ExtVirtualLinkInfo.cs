using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>External virtual link information (SOL005 §6.5).</summary>
public sealed record ExtVirtualLinkInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>External link ports.</summary>
    public IReadOnlyList<ExtLinkPortInfo>? ExtLinkPorts { get; init; }

    /// <summary>Current VNF external CP data.</summary>
    public IReadOnlyList<VnfExtCpData>? CurrentVnfExtCpData { get; init; }
}
