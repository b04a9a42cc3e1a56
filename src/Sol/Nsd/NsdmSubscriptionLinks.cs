using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Links of nsdm subscription (SOL005 §5.5).</summary>
public sealed record NsdmSubscriptionLinks
{
    /// <summary>Self.</summary>
    public Link? Self { get; init; }
}
