using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Links of pkgm (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record PkgmLinks
{
    /// <summary>VNF package.</summary>
    public required NotificationLink VnfPackage { get; init; }

    /// <summary>Identifier of the VNF package by VNFD.</summary>
    public NotificationLink? VnfPackageByVnfdId { get; init; }

    /// <summary>Subscription.</summary>
    public required NotificationLink Subscription { get; init; }
}
