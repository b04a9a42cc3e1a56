using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>
/// A CMS SignedData (RFC 5652 §5) read for verification. SignedCms of the framework wants the whole content in memory; a package may
/// have many gigabytes, so the content is hashed as a stream and only its digest is compared here.
/// </summary>
internal sealed class CmsSignature
{
    private CmsSignature(List<CmsSigner> signers, X509Certificate2Collection certificates)
    {
        Signers = signers;
        Certificates = certificates;
    }

    /// <summary>The signers; at least one.</summary>
    public IReadOnlyList<CmsSigner> Signers { get; }

    /// <summary>The certificates that came along.</summary>
    public X509Certificate2Collection Certificates { get; }

    /// <summary>Reads DER or PEM; null with a reason when it is no signature.</summary>
    public static CmsSignature? Read(ReadOnlySpan<byte> content, out string? reason)
    {
        if (content.Length > CmsEncoding.MaxBytes)
        {
            reason = $"it has {content.Length} bytes; a detached signature has a few thousand";
            return null;
        }

        if (CmsEncoding.Decode(content) is not { } der)
        {
            reason = content.IndexOf("smime.p7s"u8) >= 0 || content.StartsWith("MIME-Version"u8)
                ? "it is an S/MIME mail; write it with 'openssl cms -sign -binary -outform DER'"
                : "it is neither DER nor PEM";
            return null;
        }

        try
        {
            var read = ReadSignedData(der);
            reason = read.Signers.Count > 0 ? null : "it holds certificates but no signer";
            return read.Signers.Count > 0 ? read : null;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            reason = $"it is no CMS SignedData: {e.Message}";
            return null;
        }
    }

    private static CmsSignature ReadSignedData(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        if (outer.ReadObjectIdentifier() is var type && type != Oids.SignedData)
        {
            throw new AsnContentException($"its content type is {type}");
        }

        var data = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        _ = data.ReadInteger();
        _ = data.ReadSetOf(skipSortOrderValidation: true);
        _ = data.ReadSequence();
        var certificates = new X509Certificate2Collection();
        if (data.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            var set = data.ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));
            while (set.HasData)
            {
                var encoded = set.ReadEncodedValue();
                if (encoded.Span[0] == 0x30)
                {
                    certificates.Add(X509CertificateLoader.LoadCertificate(encoded.Span));
                }
            }
        }

        if (data.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 1)))
        {
            _ = data.ReadEncodedValue();
        }

        var signers = new List<CmsSigner>();
        var infos = data.ReadSetOf(skipSortOrderValidation: true);
        while (infos.HasData)
        {
            signers.Add(CmsSigner.Read(ref infos));
        }

        return new CmsSignature(signers, certificates);
    }
}
