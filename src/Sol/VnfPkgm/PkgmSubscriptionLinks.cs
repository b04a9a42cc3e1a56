using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Links of pkgm subscription (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record PkgmSubscriptionLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }
}
