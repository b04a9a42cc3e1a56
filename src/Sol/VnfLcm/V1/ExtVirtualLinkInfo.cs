using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>External virtual link information (SOL003 §5.5).</summary>
public sealed record ExtVirtualLinkInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>External link ports.</summary>
    public IReadOnlyList<ExtLinkPortInfo>? ExtLinkPorts { get; init; }

}
