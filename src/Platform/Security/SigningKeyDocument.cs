namespace NfvOrchestrator.Platform.Security;

/// <summary>One RSA key: the public half in the clear, the private half encrypted with Data Protection.</summary>
internal sealed record SigningKeyDocument
{
    public required string KeyId { get; init; }

    public required string Modulus { get; init; }

    public required string Exponent { get; init; }

    public required string ProtectedPrivateKey { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>Signs no more from here on; published for one token lifetime longer.</summary>
    public required DateTimeOffset SignsUntil { get; init; }

    public required DateTimeOffset PublishedUntil { get; init; }
}
