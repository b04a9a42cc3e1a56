using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Links of VNF LCM operation occurrence (SOL003 §5.5).</summary>
public sealed record VnfLcmOpOccLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>VNF instance.</summary>
    public required Link VnfInstance { get; init; }

    /// <summary>Grant.</summary>
    public Link? Grant { get; init; }

    /// <summary>Cancel.</summary>
    public Link? Cancel { get; init; }

    /// <summary>Retry.</summary>
    public Link? Retry { get; init; }

    /// <summary>Rollback.</summary>
    public Link? Rollback { get; init; }

    /// <summary>Fail.</summary>
    public Link? Fail { get; init; }

    /// <summary>VNF snapshot.</summary>
    public Link? VnfSnapshot { get; init; }
}
