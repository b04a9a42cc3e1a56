using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.Paging;

/// <summary>Writes page markers as opaque, tamper-evident text: base64url of time, fields and a truncated HMAC-SHA-256. Nothing is kept on the server.</summary>
public sealed class PageMarkerCodec
{
    private const int MacBytes = 16;
    private const int MaxText = 16 * 1024;
    private readonly byte[] key;
    private readonly TimeProvider clock;
    private readonly TimeSpan lifetime;

    /// <summary>Makes a codec.</summary>
    /// <param name="key">Secret shared by all copies of the service; at least 16 bytes.</param>
    /// <param name="clock">Clock for expiry.</param>
    /// <param name="lifetime">How long a marker is good; one hour when null.</param>
    public PageMarkerCodec(ReadOnlySpan<byte> key, TimeProvider clock, TimeSpan? lifetime = null)
    {
        if (key.Length < 16)
        {
            throw new ArgumentException("The key of page markers needs at least 16 bytes.", nameof(key));
        }

        this.key = key.ToArray();
        this.clock = clock;
        this.lifetime = lifetime ?? TimeSpan.FromHours(1);
    }

    /// <summary>Writes a marker.</summary>
    public string Encode(PageMarker marker)
    {
        string?[] fields = [marker.Resource, marker.Filter, marker.Selector, marker.Position];
        var size = 8 + MacBytes + fields.Sum(static f => 4 + (f is null ? 0 : Encoding.UTF8.GetByteCount(f)));
        var bytes = new byte[size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, clock.GetUtcNow().ToUnixTimeSeconds());
        var at = 8;
        foreach (var field in fields)
        {
            var length = field is null ? -1 : Encoding.UTF8.GetBytes(field, bytes.AsSpan(at + 4));
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), length);
            at += 4 + Math.Max(0, length);
        }

        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, bytes.AsSpan(0, at), mac);
        mac[..MacBytes].CopyTo(bytes.AsSpan(at));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a marker; throws <see cref="SolProblemException"/> (400) when it is not ours, was changed, is for another list, or has expired.</summary>
    public PageMarker Decode(string text, string resource)
    {
        if (text.Length is 0 or > MaxText || !Base64Url.IsValid(text))
        {
            throw Wrong("is not one of this service");
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < 8 + 16 + MacBytes)
        {
            throw Wrong("is not one of this service");
        }

        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, bytes.AsSpan(0, bytes.Length - MacBytes), mac);
        if (!CryptographicOperations.FixedTimeEquals(mac[..MacBytes], bytes.AsSpan(bytes.Length - MacBytes)))
        {
            throw Wrong("is not one of this service, or was changed");
        }

        var age = clock.GetUtcNow().ToUnixTimeSeconds() - BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (age > lifetime.TotalSeconds)
        {
            throw Wrong("has expired");
        }

        // The code proves that we wrote the fields, so they need no further checks.
        var fields = new string?[4];
        var at = 8;
        for (var i = 0; i < fields.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            at += 4;
            if (length >= 0)
            {
                fields[i] = Encoding.UTF8.GetString(bytes, at, length);
                at += length;
            }
        }

        return fields[0] == resource ? new PageMarker(resource, fields[1], fields[2], fields[3]!) : throw Wrong("belongs to another list");
    }

    private static SolProblemException Wrong(string what) =>
        SolProblem.BadRequest($"The page marker {what}. Ask for the list again without nextpage_opaque_marker.").With("parameter", "nextpage_opaque_marker").ToException();
}
