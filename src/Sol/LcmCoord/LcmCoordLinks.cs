using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.LcmCoord;

/// <summary>Links of a coordination (SOL002 §10.5.2.2, §10.5.2.3).</summary>
public sealed record LcmCoordLinks
{
    /// <summary>Self; not in requests.</summary>
    public Link? Self { get; init; }

    /// <summary>Operation occurrence.</summary>
    public required Link VnfLcmOpOcc { get; init; }

    /// <summary>VNF instance.</summary>
    public required Link VnfInstance { get; init; }
}
