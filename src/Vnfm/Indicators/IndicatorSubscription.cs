namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>The VNFM's subscription to the indicators of one VNF at its element manager, or at the VNF itself (SOL002 §8.4.5).</summary>
public sealed record IndicatorSubscription
{
    /// <summary>Its id at the other side; null: it was not made (yet), or the other side would not have it.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The root of the interfaces it was made at.</summary>
    public required string ManagerUri { get; init; }

    /// <summary>Where notifications come in.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>SHA-256 of the password that the other side shows us, in hexadecimal. The password itself (256 random bits) is only known there.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>When it is looked after again.</summary>
    public required DateTimeOffset LookAt { get; init; }

    /// <summary>Why the other side would not have it; null: it has it, or did not answer yet.</summary>
    public string? Refusal { get; init; }
}
