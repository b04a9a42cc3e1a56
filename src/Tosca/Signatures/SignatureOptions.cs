namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>How signatures are judged.</summary>
public sealed record SignatureOptions
{
    /// <summary>The defaults: verify what is there; without trust store and time only the arithmetic is judged.</summary>
    public static SignatureOptions Default { get; } = new();

    /// <summary>What is demanded.</summary>
    public SignaturePolicy Policy { get; init; } = SignaturePolicy.VerifyIfPresent;

    /// <summary>Whom to trust; null: the signature is verified, its origin is not.</summary>
    public TrustStore? TrustStore { get; init; }

    /// <summary>The time at which certificates must be valid; null: validity periods are not judged (this library has no clock).</summary>
    public DateTimeOffset? Time { get; init; }
}
