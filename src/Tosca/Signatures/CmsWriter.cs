using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>
/// Writes a detached CMS signature (RFC 5652 §5) over a stream of any length: the content is hashed, never held.
/// </summary>
public static class CmsWriter
{
    /// <summary>Signs.</summary>
    /// <param name="content">What is signed; read to its end.</param>
    /// <param name="signer">Certificate with its RSA or ECDSA private key.</param>
    /// <param name="more">Further certificates of the chain to send along.</param>
    /// <param name="withCertificates">Whether the certificates are inside; otherwise they must lie beside.</param>
    /// <param name="signingTime">The claimed time, or null to claim none (then the same content gives the same bytes, with RSA).</param>
    /// <param name="digest">SHA-256, SHA-384 or SHA-512.</param>
    /// <returns>DER.</returns>
    /// <exception cref="InvalidDataException">The certificate has no usable private key.</exception>
    public static byte[] Sign(Stream content, X509Certificate2 signer, IReadOnlyList<X509Certificate2> more, bool withCertificates, DateTimeOffset? signingTime, HashAlgorithmName digest)
    {
        var attributes = Attributes(CryptographicOperations.HashData(digest, content), signingTime);
        var (signatureOid, signature) = Sign(attributes, signer, digest);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignedData);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                    Algorithm(writer, Oids.Of(digest), withNull: false);
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Oids.Data);
                }

                if (withCertificates)
                {
                    using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    {
                        foreach (var certificate in more.Prepend(signer))
                        {
                            writer.WriteEncodedValue(certificate.RawDataMemory.Span);
                        }
                    }
                }

                using (writer.PushSetOf())
                {
                    SignerInfo(writer, signer, digest, attributes, signatureOid, signature);
                }
            }
        }

        return writer.Encode();
    }

    private static void SignerInfo(AsnWriter writer, X509Certificate2 signer, HashAlgorithmName digest, byte[] attributes, string signatureOid, byte[] signature)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(signer.IssuerName.RawData);
                writer.WriteInteger(signer.SerialNumberBytes.Span);
            }

            Algorithm(writer, Oids.Of(digest), withNull: false);
            var tagged = (byte[])attributes.Clone();
            tagged[0] = 0xA0; // [0] IMPLICIT in place of SET, as sent; signed was the SET
            writer.WriteEncodedValue(tagged);
            Algorithm(writer, signatureOid, withNull: signatureOid == Oids.Rsa);
            writer.WriteOctetString(signature);
        }
    }

    private static byte[] Attributes(byte[] messageDigest, DateTimeOffset? signingTime)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, Oids.ContentType, w => w.WriteObjectIdentifier(Oids.Data));
            Attribute(writer, Oids.MessageDigest, w => w.WriteOctetString(messageDigest));
            if (signingTime is { } time)
            {
                Attribute(writer, Oids.SigningTime, w =>
                {
                    if (time.UtcDateTime.Year < 2050)
                    {
                        w.WriteUtcTime(time, 2049);
                    }
                    else
                    {
                        w.WriteGeneralizedTime(time, omitFractionalSeconds: true);
                    }
                });
            }
        }

        return writer.Encode();
    }

    private static void Attribute(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
            {
                value(writer);
            }
        }
    }

    private static void Algorithm(AsnWriter writer, string oid, bool withNull)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (withNull)
            {
                writer.WriteNull();
            }
        }
    }

    private static (string Oid, byte[] Signature) Sign(byte[] attributes, X509Certificate2 signer, HashAlgorithmName digest)
    {
        using var rsa = signer.GetRSAPrivateKey();
        if (rsa is not null)
        {
            return (Oids.Rsa, rsa.SignData(attributes, digest, RSASignaturePadding.Pkcs1));
        }

        using var ecdsa = signer.GetECDsaPrivateKey();
        return ecdsa is not null
            ? (Oids.EcdsaWith(digest), ecdsa.SignData(attributes, digest, DSASignatureFormat.Rfc3279DerSequence))
            : throw new InvalidDataException($"the certificate '{signer.Subject}' comes without an RSA or ECDSA private key");
    }
}
