using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NfvOrchestrator.Platform.Security;

/// <summary>
/// Validates tokens and remembers those that were good by their SHA-256, so that a caller with thousands of requests a second costs one signature check in five minutes.
/// Only good tokens are remembered, at most until they end; when the table is full its oldest half goes.
/// </summary>
internal sealed class CachingTokenHandler(TimeProvider clock, int capacity) : TokenHandler
{
    private static readonly TimeSpan LongestStay = TimeSpan.FromMinutes(5);
    private readonly JsonWebTokenHandler inner = new() { MapInboundClaims = false };
    private readonly ConcurrentDictionary<(UInt128 High, UInt128 Low), Entry> known = new();
    private int trimming;

    /// <summary>How many tokens are remembered.</summary>
    public int Count => known.Count;

    public override SecurityToken ReadToken(string token) => inner.ReadToken(token);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var key = Key(token);
        var now = clock.GetUtcNow();
        if (known.TryGetValue(key, out var entry))
        {
            if (now < entry.Until)
            {
                return entry.Result;
            }
            known.TryRemove(key, out _);
        }
        if (validationParameters.ConfigurationManager is { } metadata)
        {
            try
            {
                await metadata.GetBaseConfigurationAsync(CancellationToken.None);
            }
            catch (Exception e)
            {
                return new TokenValidationResult { IsValid = false, Exception = new IssuerUnavailableException("The token issuer's metadata could not be read: " + e.Message, e) };
            }
        }
        var result = await inner.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid && capacity > 0)
        {
            var end = new DateTimeOffset(DateTime.SpecifyKind(result.SecurityToken.ValidTo, DateTimeKind.Utc));
            var until = end < now + LongestStay ? end : now + LongestStay;
            if (until > now)
            {
                known[key] = new Entry(result, now, until);
                Trim(now);
            }
        }
        return result;
    }

    private void Trim(DateTimeOffset now)
    {
        if (known.Count <= capacity || Interlocked.Exchange(ref trimming, 1) == 1)
        {
            return;
        }
        try
        {
            var entries = known.ToArray();
            Array.Sort(entries, (a, b) => a.Value.Since.CompareTo(b.Value.Since));
            var spare = entries.Length - (capacity / 2);
            for (var i = 0; i < entries.Length; i++)
            {
                if (i < spare || entries[i].Value.Until <= now)
                {
                    known.TryRemove(entries[i]);
                }
            }
        }
        finally
        {
            Volatile.Write(ref trimming, 0);
        }
    }

    private static (UInt128 High, UInt128 Low) Key(string token)
    {
        Span<byte> hash = stackalloc byte[32];
        var length = Encoding.UTF8.GetMaxByteCount(token.Length);
        if (length <= 4096)
        {
            Span<byte> utf8 = stackalloc byte[4096];
            SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(token, utf8)], hash);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        }
        return (MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
    }

    private sealed record Entry(TokenValidationResult Result, DateTimeOffset Since, DateTimeOffset Until);
}
