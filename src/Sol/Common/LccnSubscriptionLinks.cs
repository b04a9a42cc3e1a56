namespace NfvOrchestrator.Sol.Common;

/// <summary>Links of lccn subscription (SOL003 §4.4).</summary>
public sealed record LccnSubscriptionLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }
}
