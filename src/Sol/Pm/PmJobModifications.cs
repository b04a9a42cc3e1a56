using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Modifications of a PM job (SOL003 §6.5.2.12).</summary>
public sealed record PmJobModifications
{
    /// <summary>Where notifications are POSTed to.</summary>
    public string? CallbackUri { get; init; }

    /// <summary>How to log in there.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}
