using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>One signer of a CMS structure, with what is needed to verify it against a digest of the content (RFC 5652 §5.3, §5.4, §5.6).</summary>
internal sealed record CmsSigner
{
    /// <summary>OID of the digest algorithm.</summary>
    public required string DigestOid { get; init; }

    /// <summary>OID of the signature algorithm.</summary>
    public required string SignatureOid { get; init; }

    /// <summary>Hash named in the parameters of RSASSA-PSS.</summary>
    public HashAlgorithmName? PssHash { get; init; }

    /// <summary>Salt length in the parameters of RSASSA-PSS, in bytes (default of RFC 4055: 20).</summary>
    public int PssSaltLength { get; init; } = 20;

    /// <summary>The signed attributes as a DER SET, or null when the content is signed directly.</summary>
    public byte[]? SignedAttributes { get; init; }

    /// <summary>The attribute messageDigest.</summary>
    public byte[]? MessageDigest { get; init; }

    /// <summary>The attribute signingTime.</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>The signature value.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>Raw issuer name, when the signer is named by issuer and serial number.</summary>
    public byte[]? Issuer { get; init; }

    /// <summary>Serial number, big endian, with <see cref="Issuer"/>.</summary>
    public byte[]? SerialNumber { get; init; }

    /// <summary>Subject key identifier, otherwise.</summary>
    public byte[]? KeyIdentifier { get; init; }

    /// <summary>The digest of the content; null when it is not supported.</summary>
    public HashAlgorithmName? Digest => Oids.Digest(DigestOid);

    /// <summary>For a person.</summary>
    public string Algorithm => $"{Digest?.Name ?? DigestOid} with {(Oids.IsRsaPkcs1(SignatureOid) ? "RSA" : Oids.IsEcdsa(SignatureOid) ? "ECDSA" : SignatureOid == Oids.RsaPss ? "RSASSA-PSS" : SignatureOid)}";

    /// <summary>True when the certificate is the one the signer names.</summary>
    public bool IsBy(X509Certificate2 certificate) => KeyIdentifier is not null
        ? certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Any(e => e.SubjectKeyIdentifierBytes.Span.SequenceEqual(KeyIdentifier))
        : certificate.IssuerName.RawData.AsSpan().SequenceEqual(Issuer) && certificate.SerialNumberBytes.Span.TrimStart((byte)0).SequenceEqual(SerialNumber.AsSpan().TrimStart((byte)0));

    /// <summary>True when the signature is this certificate's, over content of this digest. Null: the algorithms or the key are not supported.</summary>
    public bool? Verifies(X509Certificate2 certificate, byte[] contentDigest)
    {
        var hash = (SignatureOid == Oids.RsaPss ? PssHash : Oids.HashOfSignature(SignatureOid)) ?? Digest;
        if (hash is not { } algorithm)
        {
            return null;
        }

        byte[] signedDigest;
        if (SignedAttributes is not null)
        {
            if (MessageDigest is null || !CryptographicOperations.FixedTimeEquals(MessageDigest, contentDigest))
            {
                return false;
            }

            signedDigest = CryptographicOperations.HashData(algorithm, SignedAttributes);
        }
        else
        {
            signedDigest = contentDigest;
        }

        try
        {
            if (Oids.IsRsaPkcs1(SignatureOid) || SignatureOid == Oids.RsaPss)
            {
                using var rsa = certificate.GetRSAPublicKey();
                return rsa is null ? null
                    : SignatureOid == Oids.RsaPss ? RsaPss.Verify(rsa.ExportParameters(includePrivateParameters: false), algorithm, signedDigest, Signature, PssSaltLength)
                    : rsa.VerifyHash(signedDigest, Signature, algorithm, RSASignaturePadding.Pkcs1);
            }

            if (Oids.IsEcdsa(SignatureOid))
            {
                using var ecdsa = certificate.GetECDsaPublicKey();
                return ecdsa?.VerifyHash(signedDigest, Signature, DSASignatureFormat.Rfc3279DerSequence);
            }
        }
        catch (CryptographicException)
        {
            return false;
        }

        return null;
    }

    /// <summary>Reads one SignerInfo.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static CmsSigner Read(ref AsnReader infos)
    {
        var info = infos.ReadSequence();
        _ = info.ReadInteger();
        byte[]? issuer = null, serial = null, keyId = null;
        if (info.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            keyId = info.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0));
        }
        else
        {
            var sid = info.ReadSequence();
            issuer = sid.ReadEncodedValue().ToArray();
            serial = sid.ReadIntegerBytes().ToArray();
        }

        var digestOid = info.ReadSequence().ReadObjectIdentifier();
        byte[]? attributes = null, messageDigest = null;
        DateTimeOffset? signingTime = null;
        if (info.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            (attributes, messageDigest, signingTime) = ReadAttributes(info.ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)));
        }

        var algorithm = info.ReadSequence();
        var signatureOid = algorithm.ReadObjectIdentifier();
        var (pssHash, pssSalt) = signatureOid == Oids.RsaPss ? ReadPss(algorithm) : (null, 20);
        return new CmsSigner
        {
            DigestOid = digestOid,
            SignatureOid = signatureOid,
            PssHash = pssHash,
            PssSaltLength = pssSalt,
            SignedAttributes = attributes,
            MessageDigest = messageDigest,
            SigningTime = signingTime,
            Issuer = issuer,
            SerialNumber = serial,
            KeyIdentifier = keyId,
            Signature = info.ReadOctetString(),
        };
    }

    private static (byte[] Der, byte[]? MessageDigest, DateTimeOffset? SigningTime) ReadAttributes(AsnReader set)
    {
        // what is signed is the DER encoding with the tag of a SET, whatever encoding was sent
        var writer = new AsnWriter(AsnEncodingRules.DER);
        byte[]? messageDigest = null;
        DateTimeOffset? signingTime = null;
        using (writer.PushSetOf())
        {
            while (set.HasData)
            {
                writer.WriteEncodedValue(set.PeekEncodedValue().Span);
                var attribute = set.ReadSequence();
                var oid = attribute.ReadObjectIdentifier();
                var values = attribute.ReadSetOf();
                if (oid == Oids.MessageDigest)
                {
                    messageDigest = values.ReadOctetString();
                }
                else if (oid == Oids.SigningTime)
                {
                    signingTime = values.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? values.ReadUtcTime() : values.ReadGeneralizedTime();
                }
            }
        }

        return (writer.Encode(), messageDigest, signingTime);
    }

    private static (HashAlgorithmName? Hash, int SaltLength) ReadPss(AsnReader algorithm)
    {
        // the defaults of RFC 4055
        (HashAlgorithmName? hash, var salt) = (HashAlgorithmName.SHA1, 20);
        if (!algorithm.HasData || !algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            return (hash, salt);
        }

        var parameters = algorithm.ReadSequence();
        while (parameters.HasData)
        {
            var tag = parameters.PeekTag();
            var value = parameters.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, tag.TagValue));
            if (tag.TagValue == 0)
            {
                hash = Oids.Digest(value.ReadSequence().ReadObjectIdentifier());
            }
            else if (tag.TagValue == 2)
            {
                salt = value.TryReadInt32(out var length) && length is >= 0 and <= 1024 ? length : throw new AsnContentException("the salt length of RSASSA-PSS is out of range");
            }
        }

        return (hash, salt);
    }
}
