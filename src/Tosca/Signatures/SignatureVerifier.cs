using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>Verifies detached CMS signatures: structure, certificate of the signer, content, and then the certificate itself.</summary>
internal sealed class SignatureVerifier(SignatureOptions options, DiagnosticBag diagnostics)
{
    private readonly CertificateJudge _judge = new(options, diagnostics);

    /// <summary>Verifies one signature file.</summary>
    /// <param name="scope">What it covers.</param>
    /// <param name="file">Where it lies.</param>
    /// <param name="covers">The file it covers.</param>
    /// <param name="cms">DER or PEM.</param>
    /// <param name="contents">The content; further readings of it that are in use, the likeliest first.</param>
    /// <param name="beside">Certificates that lie beside.</param>
    public PackageSignature Verify(SignatureScope scope, string file, string covers, byte[] cms, IReadOnlyList<SignedContent> contents, X509Certificate2Collection beside)
    {
        var refused = new PackageSignature { Scope = scope, File = file, Covers = covers, Status = SignatureStatus.Refused };
        if (CmsSignature.Read(cms, out var reason) is not { } signature)
        {
            diagnostics.File("TOSCA0051", Severity.Error, file, $"the signature of '{covers}' cannot be read: {reason}", "SOL004 §5.1, RFC 5652", "sign again, e.g. with 'nfvctl package sign'");
            return refused;
        }

        // several signers may sign side by side; each must be right, the first is shown
        PackageSignature? first = null;
        var worst = SignatureStatus.Trusted;
        foreach (var signer in signature.Signers)
        {
            var one = refused;
            try
            {
                one = Verify(signer, signature, refused, contents, beside);
            }
            catch (CryptographicException e)
            {
                diagnostics.File("TOSCA0051", Severity.Error, file, $"the signature of '{covers}' or its certificate is damaged: {e.Message}", "RFC 5652", "get the package again from its provider");
            }

            first ??= one;
            worst = one.Status > worst ? one.Status : worst;
        }

        return first! with { Status = worst };
    }

    private PackageSignature Verify(CmsSigner signer, CmsSignature signature, PackageSignature refused, IReadOnlyList<SignedContent> contents, X509Certificate2Collection beside)
    {
        var (file, covers) = (refused.File, refused.Covers);
        refused = refused with { Algorithm = signer.Algorithm, SigningTime = signer.SigningTime };
        var all = new X509Certificate2Collection(signature.Certificates);
        all.AddRange(beside);
        if (all.FirstOrDefault(signer.IsBy) is not { } certificate)
        {
            diagnostics.File("TOSCA0053", Severity.Error, file, $"the certificate of the signer of '{covers}' is neither in the signature nor in the package nor beside it", "SOL004 §5.1", "add it as ETSI-Entry-Certificate, or sign with the certificate inside");
            return refused;
        }

        refused = refused with
        {
            Subject = certificate.Subject,
            Issuer = certificate.Issuer,
            Fingerprint = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)),
            NotBefore = new DateTimeOffset(certificate.NotBefore),
            NotAfter = new DateTimeOffset(certificate.NotAfter),
            Certificate = certificate.ExportCertificatePem(),
        };
        if (signer.Digest is not { } digest || digest == HashAlgorithmName.SHA1)
        {
            diagnostics.File("TOSCA0057", Severity.Error, file, $"the signature of '{covers}' uses {signer.Algorithm}, which {(signer.Digest is null ? "is not supported" : "proves nothing any more")}", "SOL004 §5.3", "sign with SHA-256, SHA-384 or SHA-512");
            return refused;
        }

        foreach (var content in contents)
        {
            using var stream = content.Open();
            switch (signer.Verifies(certificate, CryptographicOperations.HashData(digest, stream)))
            {
                case true:
                    if (content.Note is not null)
                    {
                        diagnostics.File("TOSCA0060", Severity.Info, file, $"the signature covers '{covers}' {content.Note}", "SOL004 §4.3.2", "sign the bytes as they are (openssl: -binary)");
                    }

                    return refused with { Status = _judge.Judge(certificate, all, file) };
                case null:
                    diagnostics.File("TOSCA0057", Severity.Error, file, $"the signature of '{covers}' uses {signer.Algorithm} with a key of type {certificate.PublicKey.Oid.FriendlyName}, which is not supported", "SOL004 §5.3", "sign with RSA or ECDSA");
                    return refused;
            }
        }

        diagnostics.File("TOSCA0052", Severity.Error, file, $"the signature was made over other content than '{covers}' has, or by another key than that of '{certificate.Subject}'", "SOL004 §5.1", "the content was changed after it was signed; get the package again from its provider");
        return refused;
    }
}
