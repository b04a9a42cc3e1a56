using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Pkgm notifications filter (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record PkgmNotificationsFilter
{
    /// <summary>Notification types.</summary>
    public IReadOnlyList<NotificationType>? NotificationTypes { get; init; }

    /// <summary>VNF products from providers.</summary>
    public IReadOnlyList<VnfProductsFromProvider>? VnfProductsFromProviders { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public IReadOnlyList<string>? VnfdId { get; init; }

    /// <summary>Identifier of the VNF package.</summary>
    public IReadOnlyList<string>? VnfPkgId { get; init; }

    /// <summary>Operational state.</summary>
    public PackageOperationalStateType? OperationalState { get; init; }

    /// <summary>Usage state.</summary>
    public PackageUsageStateType? UsageState { get; init; }

    /// <summary>VNFM information.</summary>
    public IReadOnlyList<string>? VnfmInfo { get; init; }
}
