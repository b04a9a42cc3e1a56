using System.Security.Cryptography;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>The digests a manifest may give (SOL004 §5.3: SHA-224, SHA-256, SHA-384, SHA-512), over a stream.</summary>
internal sealed class ContentDigest : IDisposable
{
    private readonly IncrementalHash? _hash;

    private readonly Sha224? _sha224;

    private ContentDigest(string name)
    {
        _hash = name == "SHA-224" ? null : IncrementalHash.CreateHash(new HashAlgorithmName(name.Replace("-", "", StringComparison.Ordinal)));
        _sha224 = name == "SHA-224" ? new Sha224() : null;
    }

    /// <summary>The registered name for any of its spellings (<c>sha256</c>, <c>SHA-256</c>), or null when it is not supported.</summary>
    public static string? NameOf(string? text) => text?.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "SHA224" => "SHA-224",
        "SHA256" => "SHA-256",
        "SHA384" => "SHA-384",
        "SHA512" => "SHA-512",
        _ => null,
    };

    /// <summary>Starts a digest by its registered name.</summary>
    public static ContentDigest Start(string name) => new(name);

    /// <summary>The digest of a whole stream, lower-case hexadecimal.</summary>
    public static string Of(string name, Stream stream)
    {
        using var digest = new ContentDigest(name);
        var buffer = new byte[81920];
        int n;
        while ((n = stream.Read(buffer)) > 0)
        {
            digest.Append(buffer.AsSpan(0, n));
        }

        return digest.Finish();
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        _hash?.AppendData(data);
        _sha224?.Append(data);
    }

    /// <summary>Lower-case hexadecimal.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash?.GetHashAndReset() ?? _sha224!.Finish());

    public void Dispose() => _hash?.Dispose();
}
