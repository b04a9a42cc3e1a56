namespace NfvOrchestrator.Sol.Common;

/// <summary>Subscription authentication parameters basic (SOL003 §4.4).</summary>
public sealed record SubscriptionAuthenticationParamsBasic
{
    /// <summary>User name.</summary>
    public string? UserName { get; init; }

    /// <summary>Password.</summary>
    public string? Password { get; init; }
}
