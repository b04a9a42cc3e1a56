using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Links of NS LCM operation occurrence (SOL005 §6.5).</summary>
public sealed record NsLcmOpOccLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>NS instance.</summary>
    public required Link NsInstance { get; init; }

    /// <summary>Cancel.</summary>
    public Link? Cancel { get; init; }

    /// <summary>Retry.</summary>
    public Link? Retry { get; init; }

    /// <summary>Rollback.</summary>
    public Link? Rollback { get; init; }

    /// <summary>Continue.</summary>
    public Link? Continue { get; init; }

    /// <summary>Fail.</summary>
    public Link? Fail { get; init; }
}
