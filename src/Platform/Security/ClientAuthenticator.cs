using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace NfvOrchestrator.Platform.Security;

/// <summary>
/// Checks client secrets without letting anybody burn our CPU: a secret that was right is remembered as a keyed hash for five minutes, slow hashes run two at a time with
/// a bounded queue, and a client that keeps being wrong from one address has to wait.
/// </summary>
internal sealed class ClientAuthenticator(ClientRegistry registry, TimeProvider clock, IOptions<TokenIssuerOptions> options) : IDisposable
{
    private const int TableLimit = 10_000;
    private const int QueueLimit = 64;
    private static readonly TimeSpan Remember = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly byte[] NobodysSalt = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] memoryKey = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Verified> verified = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Failures> failures = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim slots = new(2, 2);
    private int waiting;

    public async Task<ClientAuthentication> AuthenticateAsync(string clientId, string secret, string address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var attempt = clientId + "\n" + address;
        if (failures.TryGetValue(attempt, out var failed) && failed.Count >= options.Value.MaxFailuresPerMinute && now < failed.Since + Window)
        {
            return new(null, failed.Since + Window - now);
        }
        var client = await registry.FindAsync(clientId, cancellationToken);
        var proof = HMACSHA256.HashData(memoryKey, Encoding.UTF8.GetBytes(clientId + "\n" + secret));
        if (client is not null && verified.TryGetValue(clientId, out var known) && now < known.Until
            && known.StoredHash == client.SecretHash && CryptographicOperations.FixedTimeEquals(known.Proof, proof))
        {
            return new(client.Enabled ? client : null, null);
        }
        if (Interlocked.Increment(ref waiting) > QueueLimit)
        {
            Interlocked.Decrement(ref waiting);
            return new(null, TimeSpan.FromSeconds(1));
        }
        bool right;
        try
        {
            await slots.WaitAsync(cancellationToken);
            try
            {
                // An unknown client costs the same time as a known one: ids cannot be found out by the clock.
                var salt = client is null ? NobodysSalt : Convert.FromBase64String(client.Salt);
                var hash = await Task.Run(() => ClientRegistry.Hash(secret, salt, client?.Iterations ?? 100_000), cancellationToken);
                right = client is not null && CryptographicOperations.FixedTimeEquals(hash, Convert.FromBase64String(client.SecretHash));
            }
            finally
            {
                slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
        if (!right)
        {
            CountFailure(attempt, now);
            return new(null, null);
        }
        failures.TryRemove(attempt, out _);
        Make(verified, now, (v, at) => v.Until <= at);
        verified[clientId] = new Verified(proof, client!.SecretHash, now + Remember);
        return new(client.Enabled ? client : null, null);
    }

    public void Dispose() => slots.Dispose();

    private void CountFailure(string attempt, DateTimeOffset now)
    {
        Make(failures, now, (f, at) => f.Since + Window <= at);
        failures.AddOrUpdate(attempt, _ => new Failures(1, now), (_, f) => now < f.Since + Window ? f with { Count = f.Count + 1 } : new Failures(1, now));
    }

    // Makes room: what has ended goes; a table still full was filled by an attack and starts again.
    private static void Make<T>(ConcurrentDictionary<string, T> table, DateTimeOffset now, Func<T, DateTimeOffset, bool> ended)
    {
        if (table.Count < TableLimit)
        {
            return;
        }
        foreach (var entry in table)
        {
            if (ended(entry.Value, now))
            {
                table.TryRemove(entry);
            }
        }
        if (table.Count >= TableLimit)
        {
            table.Clear();
        }
    }

    private sealed record Verified(byte[] Proof, string StoredHash, DateTimeOffset Until);

    private sealed record Failures(int Count, DateTimeOffset Since);
}
