using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>Whether a signer's certificate is for signing, valid at the given time, and leads to an anchor of the trust store. No network: nothing is downloaded, revocation is not asked for.</summary>
internal sealed class CertificateJudge(SignatureOptions options, DiagnosticBag diagnostics)
{
    private static readonly string[] s_signingUsages = [Oids.CodeSigning, Oids.EmailProtection, Oids.DocumentSigning, Oids.AnyExtendedKeyUsage];

    /// <summary>Reports what is wrong about the certificate; <see cref="SignatureStatus.Refused"/> when something is.</summary>
    /// <param name="certificate">The signer's.</param>
    /// <param name="more">Certificates that came along and may complete the chain.</param>
    /// <param name="file">The file with the signature.</param>
    public SignatureStatus Judge(X509Certificate2 certificate, X509Certificate2Collection more, string file)
    {
        var usable = IsForSigning(certificate, file);
        if (options.TrustStore is not { } store)
        {
            if (!IsInTime(certificate, certificate, file) || !usable)
            {
                return SignatureStatus.Refused;
            }

            diagnostics.File("TOSCA0058", Severity.Info, file, $"the signature belongs to the content, but nobody vouches for its certificate {Name(certificate)}: no trust store is configured", "SOL004 §5", "name the certificates you trust (nfvctl: --trust, NFVO: Nfvo:Packages:TrustStore)");
            return SignatureStatus.Intact;
        }

        return IsTrusted(certificate, more, store, file) && usable ? SignatureStatus.Trusted : SignatureStatus.Refused;
    }

    private bool IsForSigning(X509Certificate2 certificate, string file)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (usage is not null && (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) == X509KeyUsageFlags.None)
        {
            diagnostics.File("TOSCA0056", Severity.Error, file, $"the certificate {Name(certificate)} is not for signing: its key usage is {usage.KeyUsages}", "RFC 5280 §4.2.1.3", "sign with a certificate whose key usage has digitalSignature");
            return false;
        }

        var extended = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        if (extended is not null && !extended.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Any(o => s_signingUsages.Contains(o.Value, StringComparer.Ordinal)))
        {
            var found = string.Join(", ", extended.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Select(o => o.FriendlyName is { Length: > 0 } name ? name : o.Value));
            diagnostics.File("TOSCA0056", Severity.Error, file, $"the certificate {Name(certificate)} is not for signing packages: its extended key usage is {found}", "RFC 5280 §4.2.1.12", "sign with a certificate for code signing, or one without extended key usage");
            return false;
        }

        return true;
    }

    private bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection more, TrustStore store, string file)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        foreach (var anchor in store.Anchors)
        {
            (anchor.SubjectName.RawData.AsSpan().SequenceEqual(anchor.IssuerName.RawData) ? policy.CustomTrustStore : policy.ExtraStore).Add(anchor);
        }

        policy.ExtraStore.AddRange(more);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        // a chain may end at an intermediate certificate that is trusted as such; whether it reaches an anchor is looked at below
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        policy.VerificationTime = (options.Time ?? Middle(certificate)).UtcDateTime;
        chain.Build(certificate);

        var path = chain.ChainElements.TakeWhileIncluding(e => !store.Holds(e.Certificate)).ToList();
        if (path.Count == 0 || !store.Holds(path[^1].Certificate))
        {
            var last = path.Count == 0 ? certificate : path[^1].Certificate;
            var self = last.SubjectName.RawData.AsSpan().SequenceEqual(last.IssuerName.RawData);
            diagnostics.File(
                "TOSCA0055",
                Severity.Error,
                file,
                self ? $"the certificate {Name(certificate)} is not trusted: its chain ends at {Name(last)}, which is not in the trust store" : $"the certificate {Name(certificate)} is not trusted: the certificate of its issuer '{last.Issuer}' is neither in the package nor in the trust store",
                "SOL004 §5",
                "have the provider's root certificate checked and add it to the trust store");
            return false;
        }

        return path.TrueForAll(element => IsSound(element, certificate, file));
    }

    /// <summary>What the platform says of one element of the chain, in our words.</summary>
    private bool IsSound(X509ChainElement element, X509Certificate2 signer, string file)
    {
        if (!IsInTime(element.Certificate, signer, file))
        {
            return false;
        }

        const X509ChainStatusFlags JudgedElsewhere = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
        var bad = element.ChainElementStatus.Where(s => (s.Status & ~JudgedElsewhere) != X509ChainStatusFlags.NoError).Select(s => s.Status == X509ChainStatusFlags.NotSignatureValid ? $"it was not signed by its issuer '{element.Certificate.Issuer}'" : s.Status.ToString()).ToList();
        if (bad.Count > 0)
        {
            diagnostics.File("TOSCA0059", Severity.Error, file, $"the certificate {Name(element.Certificate)} cannot be part of a chain of trust: {string.Join(", ", bad)}", "RFC 5280 §6", "sign with a certificate whose chain is sound");
        }

        return bad.Count == 0;
    }

    private bool IsInTime(X509Certificate2 certificate, X509Certificate2 signer, string file)
    {
        if (options.Time is not { } now)
        {
            return true;
        }

        var whose = ReferenceEquals(certificate, signer) || certificate.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span) ? $"the certificate {Name(certificate)}" : $"the certificate {Name(certificate)}, which vouches for {Name(signer)},";
        var (from, until) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (now < from)
        {
            diagnostics.File("TOSCA0054", Severity.Error, file, $"{whose} is not yet valid: it begins {Day(from)}, now is {Day(now)}", "RFC 5280 §4.1.2.5", "check the clock of this machine");
            return false;
        }

        if (now > until)
        {
            diagnostics.File("TOSCA0054", Severity.Error, file, $"{whose} expired {Day(until)}; now is {Day(now)}", "RFC 5280 §4.1.2.5", "ask the provider for a package signed with a valid certificate");
            return false;
        }

        return true;
    }

    private static string Name(X509Certificate2 certificate) => $"'{certificate.Subject}'";

    private static string Day(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Middle(X509Certificate2 certificate) => new DateTimeOffset(certificate.NotBefore) + ((certificate.NotAfter - certificate.NotBefore) / 2);
}
