using System.Security.Cryptography;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>Object identifiers of CMS signatures (RFC 5652, RFC 5754, RFC 8933).</summary>
internal static class Oids
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    public const string DocumentSigning = "1.3.6.1.5.5.7.3.36";
    public const string AnyExtendedKeyUsage = "2.5.29.37.0";

    public static HashAlgorithmName? Digest(string? oid) => oid switch
    {
        "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => null,
    };

    public static string Of(HashAlgorithmName digest) =>
        digest == HashAlgorithmName.SHA256 ? "2.16.840.1.101.3.4.2.1"
        : digest == HashAlgorithmName.SHA384 ? "2.16.840.1.101.3.4.2.2"
        : digest == HashAlgorithmName.SHA512 ? "2.16.840.1.101.3.4.2.3"
        : throw new ArgumentOutOfRangeException(nameof(digest), digest, "SHA-256, SHA-384 or SHA-512 is expected");

    /// <summary>The hash that a combined signature algorithm names; null when it names none (then the digest algorithm of the signer counts).</summary>
    public static HashAlgorithmName? HashOfSignature(string? oid) => oid switch
    {
        "1.2.840.113549.1.1.5" or "1.2.840.10045.4.1" => HashAlgorithmName.SHA1,
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
        _ => null,
    };

    public static bool IsRsaPkcs1(string? oid) => oid is Rsa or "1.2.840.113549.1.1.5" or "1.2.840.113549.1.1.11" or "1.2.840.113549.1.1.12" or "1.2.840.113549.1.1.13";

    public static bool IsEcdsa(string? oid) => oid is EcPublicKey or "1.2.840.10045.4.1" or "1.2.840.10045.4.3.2" or "1.2.840.10045.4.3.3" or "1.2.840.10045.4.3.4";

    public static string EcdsaWith(HashAlgorithmName digest) =>
        digest == HashAlgorithmName.SHA256 ? "1.2.840.10045.4.3.2" : digest == HashAlgorithmName.SHA384 ? "1.2.840.10045.4.3.3" : "1.2.840.10045.4.3.4";
}
