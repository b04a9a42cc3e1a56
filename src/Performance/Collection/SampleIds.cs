using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>
/// Ids of stored rounds of samples: UUIDs of version 7 whose time is that of the samples, so that a period is a range of ids, and whose rest follows from the event they came with, so that the same
/// event taken twice is stored once.
/// </summary>
internal static class SampleIds
{
    /// <summary>The id of a round.</summary>
    public static string Of(DateTimeOffset at, string source, string eventId)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{eventId}\n{at.UtcTicks}"), hash);
        hash[..16].CopyTo(bytes);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Lies before the ids of this millisecond and behind those of the one before.</summary>
    public static string Before(DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds().ToString("x12");
        return $"{time[..8]}-{time[8..]}-";
    }
}
