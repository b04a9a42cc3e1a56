using System.Security.Cryptography;
using System.Text;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>
/// Makes creating POSTs repeatable: the answer is stored under the caller's key in the same transaction as what was created, so that a repeated request (lost answer,
/// impatient client) gets the first answer again instead of a second resource. Two requests at the same time: one commit is refused by the store; its caller finds the answer of the other.
/// </summary>
public sealed class IdempotencyStore(IDocumentStore store, IdempotencyOptions options, TimeProvider time)
{
    /// <summary>Name of the request header.</summary>
    public const string HeaderName = "Idempotency-Key";

    /// <summary>Longest accepted key, in characters.</summary>
    public const int MaxKeyLength = 255;

    /// <summary>The remembered answers.</summary>
    public static DocumentCollection<IdempotencyRecord> Collection { get; } = new()
    {
        Name = "idempotency_keys",
        TypeInfo = IdempotencyJsonContext.Default.IdempotencyRecord,
    };

    /// <summary>What identifies the content of a request: method, path and body.</summary>
    public static string Fingerprint(string method, string path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method}\n{path}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The answer to replay; null: the key is new.</summary>
    /// <exception cref="SolProblemException">422: the key was used for another request; 400: the key is empty or too long.</exception>
    public async Task<IdempotentReplay?> FindAsync(TenantId tenant, string api, string key, string requestFingerprint, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > MaxKeyLength)
        {
            throw SolProblem.BadRequest($"{HeaderName} must have 1 to {MaxKeyLength} characters.").ToException();
        }
        var id = RecordId(api, key);
        if (await store.GetAsync(Collection, tenant, id, cancellationToken) is not { } known)
        {
            return null;
        }
        if (known.Value.ExpiresAt <= time.GetUtcNow())
        {
            // the sweeper has not come by yet; out of the way for the new record
            await store.CommitAsync(new WriteBatch().Delete(Collection, tenant, id, known.Version), cancellationToken);
            return null;
        }
        if (known.Value.Fingerprint != requestFingerprint)
        {
            throw SolProblem.Unprocessable($"{HeaderName} '{key}' was used for another request in the last {options.KeepFor.TotalHours:0.#} h; use a new key for a new request.").ToException();
        }
        return known.Value.Answer;
    }

    /// <summary>
    /// Adds the answer to the batch of the creation. When the commit is refused with a conflict for which <see cref="IsReplayConflict"/> is true, another request with the
    /// same key was faster: call <see cref="FindAsync"/> again and answer what it returns.
    /// </summary>
    public void Remember(WriteBatch batch, TenantId tenant, string api, string key, string requestFingerprint, IdempotentReplay answer)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Insert(Collection, tenant, RecordId(api, key), new IdempotencyRecord
        {
            Fingerprint = requestFingerprint,
            Answer = answer,
            ExpiresAt = time.GetUtcNow() + options.KeepFor,
        });
    }

    /// <summary>Whether a commit was refused because another request with the same key was faster.</summary>
    public static bool IsReplayConflict(CommitResult result)
        => result.Conflict is { Kind: StoreConflictKind.AlreadyExists } conflict && conflict.Collection == Collection.Name;

    /// <summary>Keys are the callers' words: hashed, they fit into any id.</summary>
    private static string RecordId(string api, string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{api}\n{key}")));
}
