using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Security;

/// <summary>
/// The RSA-2048 keys that sign tokens, kept in the store with their private halves encrypted. The first use makes a key; when it nears its end the next one is published
/// ahead of its first signature, and an old one stays published until its last token has ended. Any number of processes share the ring.
/// </summary>
public sealed partial class SigningKeyRing : IDisposable
{
    private const string DocumentId = "ring";
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);
    private readonly IDocumentStore store;
    private readonly IDataProtector protector;
    private readonly TokenIssuerOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Loaded? loaded;

    /// <summary>Opens the ring; nothing is read before first use.</summary>
    public SigningKeyRing(IDocumentStore store, IDataProtectionProvider dataProtection, TokenIssuerOptions options, TimeProvider clock, ILogger<SigningKeyRing> logger)
    {
        this.store = store;
        this.options = options;
        this.clock = clock;
        this.logger = logger;
        protector = dataProtection.CreateProtector("NfvOrchestrator.TokenSigningKeys");
    }

    /// <summary>The <c>iss</c> these keys sign for.</summary>
    public string Issuer => options.Issuer;

    /// <summary>The public keys that verifiers must know now; the same list object until something changes.</summary>
    public async Task<IReadOnlyList<RsaSecurityKey>> GetPublicKeysAsync(CancellationToken cancellationToken) => (await LoadAsync(cancellationToken)).Public;

    /// <summary>The key that signs now.</summary>
    public async Task<SigningCredentials> GetSigningCredentialsAsync(CancellationToken cancellationToken)
    {
        var current = await LoadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return current.Signers.Where(s => s.Document.SignsFrom <= now).MaxBy(s => s.Document.SignsFrom)?.Credentials
            ?? throw new InvalidOperationException("No token signing key is active although the ring was just brought up to date; the clock of this machine may have jumped back. Check the clock.");
    }

    /// <summary>Reads the ring anew at next use.</summary>
    public void Forget() => loaded = null;

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<Loaded> LoadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (loaded is { } fresh && now < fresh.ReadAt + Freshness && now >= fresh.ReadAt)
        {
            return fresh;
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (loaded is { } other && now < other.ReadAt + Freshness && now >= other.ReadAt)
            {
                return other;
            }
            for (var attempt = 0; attempt < 10; attempt++)
            {
                var stored = await store.GetAsync(SecurityCollections.SigningKeys, TenantId.System, DocumentId, cancellationToken);
                if (loaded is { } before && stored?.Version == before.Version && !NeedsChange(stored.Value.Keys, before.Signers, now))
                {
                    return loaded = before with { ReadAt = now };
                }
                var signers = stored is null ? [] : stored.Value.Keys.Select(Open).OfType<Signer>().ToList();
                if (stored is not null && !NeedsChange(stored.Value.Keys, signers, now))
                {
                    return loaded = new Loaded(stored.Version, now, stored.Value.Keys.Select(Public).ToList(), signers);
                }
                var next = new SigningKeyRingDocument { Keys = Renew(stored?.Value.Keys ?? [], signers, now) };
                var batch = new WriteBatch();
                _ = stored is null
                    ? batch.Insert(SecurityCollections.SigningKeys, TenantId.System, DocumentId, next)
                    : batch.Replace(SecurityCollections.SigningKeys, stored, next);
                await store.CommitAsync(batch, cancellationToken); // refused: another process renewed the ring first; read what it made
            }
            throw new InvalidOperationException("The token signing keys could not be renewed: other processes replaced them ten times in a row. Check that all processes use the same clock and Data Protection keys.");
        }
        finally
        {
            gate.Release();
        }
    }

    private bool NeedsChange(IReadOnlyList<SigningKeyDocument> keys, IReadOnlyList<Signer> signers, DateTimeOffset now)
        => !signers.Any(s => s.Document.SignsFrom <= now && now < s.Document.SignsUntil)
            || !signers.Any(s => now + options.KeyLead < s.Document.SignsUntil)
            || keys.Any(k => k.PublishedUntil <= now);

    private List<SigningKeyDocument> Renew(IReadOnlyList<SigningKeyDocument> keys, IReadOnlyList<Signer> signers, DateTimeOffset now)
    {
        var kept = keys.Where(k => k.PublishedUntil > now).ToList();
        var lastEnd = signers.Where(s => s.Document.SignsUntil > now).Select(s => (DateTimeOffset?)s.Document.SignsUntil).Max();
        if (lastEnd is null || lastEnd <= now + options.KeyLead)
        {
            // The first key signs at once, also in the eyes of a process whose clock is a little behind.
            kept.Add(Make(lastEnd ?? now - TimeSpan.FromMinutes(5)));
        }
        return kept;
    }

    private SigningKeyDocument Make(DateTimeOffset signsFrom)
    {
        using var rsa = RSA.Create(2048);
        var publicPart = rsa.ExportParameters(includePrivateParameters: false);
        var until = signsFrom + options.KeyRotation;
        var keyId = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(12));
        Log.KeyMade(logger, keyId, signsFrom, until);
        return new SigningKeyDocument
        {
            KeyId = keyId,
            Modulus = Base64UrlEncoder.Encode(publicPart.Modulus),
            Exponent = Base64UrlEncoder.Encode(publicPart.Exponent),
            ProtectedPrivateKey = Convert.ToBase64String(protector.Protect(rsa.ExportPkcs8PrivateKey())),
            SignsFrom = signsFrom,
            SignsUntil = until,
            PublishedUntil = until + options.TokenLifetime + TimeSpan.FromMinutes(10),
        };
    }

    private Signer? Open(SigningKeyDocument document)
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(protector.Unprotect(Convert.FromBase64String(document.ProtectedPrivateKey)), out _);
            return new Signer(document, new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = document.KeyId }, SecurityAlgorithms.RsaSha256));
        }
        catch (CryptographicException e)
        {
            // Its tokens stay verifiable; a new key signs from now on.
            Log.KeyUnreadable(logger, document.KeyId, e);
            return null;
        }
    }

    private static RsaSecurityKey Public(SigningKeyDocument document) => new(new RSAParameters
    {
        Modulus = Base64UrlEncoder.DecodeBytes(document.Modulus),
        Exponent = Base64UrlEncoder.DecodeBytes(document.Exponent),
    })
    {
        KeyId = document.KeyId,
    };

    private sealed record Signer(SigningKeyDocument Document, SigningCredentials Credentials);

    private sealed record Loaded(long Version, DateTimeOffset ReadAt, IReadOnlyList<RsaSecurityKey> Public, IReadOnlyList<Signer> Signers);

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Information, "Made the token signing key {KeyId}, which signs from {SignsFrom:u} to {SignsUntil:u}.")]
        public static partial void KeyMade(ILogger logger, string keyId, DateTimeOffset signsFrom, DateTimeOffset signsUntil);

        [LoggerMessage(2102, LogLevel.Error, "The token signing key {KeyId} cannot be decrypted: the Data Protection keys it was encrypted with are missing. Tokens it signed stay valid; a new key is made. Restore the data_protection_keys collection (or folder) if that was not intended.")]
        public static partial void KeyUnreadable(ILogger logger, string keyId, Exception exception);
    }
}
