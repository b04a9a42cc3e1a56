namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>The NFVO's subscription to the VNF lifecycle notifications of a tenant (SOL003 §5.4.18).</summary>
public sealed record VnfmSubscription
{
    /// <summary>Its id at the VNFM; null while it is being made.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Where notifications come in; made anew when the address of the NFVO changes.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>SHA-256 of the password that the VNFM shows us, in hexadecimal. The password itself (256 random bits) is only known to the VNFM.</summary>
    public required string PasswordHash { get; init; }
}
