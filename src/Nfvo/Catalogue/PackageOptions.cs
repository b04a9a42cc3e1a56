using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>What is demanded of packages and NSD archives before they are onboarded (configuration <c>Nfvo:Packages</c>).</summary>
public sealed record PackageOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Nfvo:Packages";

    /// <summary>What is done about signatures (SOL004 §5): VerifyIfPresent, Require or Ignore.</summary>
    public SignaturePolicy Signatures { get; init; } = SignaturePolicy.VerifyIfPresent;

    /// <summary>File (PEM bundle, DER, PKCS #7) or directory with the certificates that are trusted; read anew for every package. Null: signatures are verified, their origin is not.</summary>
    public string? TrustStore { get; init; }

    /// <summary>True: what lenient reading tolerates with a warning is refused.</summary>
    public bool Strict { get; init; }

    /// <summary>Refuses values that cannot work.</summary>
    /// <exception cref="ArgumentException">A signature is required and nobody is trusted, or the trust store cannot be read.</exception>
    internal void Validate()
    {
        if (Signatures == SignaturePolicy.Require && TrustStore is null)
        {
            throw new ArgumentException($"{Section}: Signatures is Require, but no TrustStore is named; any self-made certificate would do. Name the certificates that are trusted.");
        }
        try
        {
            _ = Load();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{Section}: {e.Message}.", e);
        }
    }

    /// <summary>How a package is read at this time.</summary>
    /// <exception cref="InvalidDataException">The trust store cannot be read any more.</exception>
    internal PackageReadOptions At(DateTimeOffset now) => PackageReadOptions.Default with
    {
        Strict = Strict,
        Signatures = new SignatureOptions { Policy = Signatures, TrustStore = Load(), Time = now },
    };

    private TrustStore? Load() => TrustStore is null || Signatures == SignaturePolicy.Ignore ? null : Tosca.Signatures.TrustStore.Load(TrustStore);
}
