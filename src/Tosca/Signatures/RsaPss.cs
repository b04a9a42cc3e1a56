using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace NfvOrchestrator.Tosca.Signatures;

/// <summary>
/// RSASSA-PSS verification (RFC 8017 §8.1.2, §9.1.2) for a salt of any length. The framework verifies only salts as long as the
/// digest; OpenSSL signs with the longest that fits unless it is told otherwise. Public values only, so time tells nothing.
/// </summary>
internal static class RsaPss
{
    public static bool Verify(RSAParameters key, HashAlgorithmName hash, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, int saltLength)
    {
        // a certificate can name any numbers; beyond these no honest key goes, and powers get expensive
        if (key.Modulus!.Length > 2048 || key.Exponent!.Length > 8)
        {
            return false;
        }

        var n = new BigInteger(key.Modulus, isUnsigned: true, isBigEndian: true);
        var s = new BigInteger(signature, isUnsigned: true, isBigEndian: true);
        if (signature.Length != key.Modulus.Length || s >= n)
        {
            return false;
        }

        var bits = (int)n.GetBitLength() - 1;
        var length = (bits + 7) / 8;
        var number = BigInteger.ModPow(s, new BigInteger(key.Exponent, isUnsigned: true, isBigEndian: true), n).ToByteArray(isUnsigned: true, isBigEndian: true);
        if (number.Length > length || length < digest.Length + saltLength + 2)
        {
            return false;
        }

        var encoded = new byte[length];
        number.CopyTo(encoded.AsSpan(length - number.Length));
        var block = encoded.AsSpan(0, length - digest.Length - 1);
        var h = encoded.AsSpan(block.Length, digest.Length);
        if (encoded[^1] != 0xbc || block[0] >> (8 - (8 * length - bits)) != 0)
        {
            return false;
        }

        Unmask(block, h, hash);
        block[0] &= (byte)(0xff >> (8 * length - bits));
        var separator = block.Length - saltLength - 1;
        return !block[..separator].ContainsAnyExcept((byte)0) && block[separator] == 1
            && CryptographicOperations.HashData(hash, [.. new byte[8], .. digest, .. block[(separator + 1)..]]).AsSpan().SequenceEqual(h);
    }

    /// <summary>MGF1 (RFC 8017 §B.2.1), applied in place.</summary>
    private static void Unmask(Span<byte> block, ReadOnlySpan<byte> seed, HashAlgorithmName hash)
    {
        var input = new byte[seed.Length + 4];
        seed.CopyTo(input);
        for (var (at, counter) = (0, 0u); at < block.Length; counter++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(seed.Length), counter);
            foreach (var mask in CryptographicOperations.HashData(hash, input))
            {
                if (at < block.Length)
                {
                    block[at++] ^= mask;
                }
            }
        }
    }
}
