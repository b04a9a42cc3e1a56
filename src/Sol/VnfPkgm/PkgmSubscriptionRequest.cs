using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Request: pkgm subscription (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record PkgmSubscriptionRequest
{
    /// <summary>Filter.</summary>
    public PkgmNotificationsFilter? Filter { get; init; }

    /// <summary>Where notifications are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Authentication.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}
