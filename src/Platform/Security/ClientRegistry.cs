using System.Security.Cryptography;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Security;

/// <summary>
/// The clients that can get tokens. Secrets are 256 random bits made here, shown once, and stored as salted PBKDF2 hashes. Works on the store alone, so that the
/// lab can register its clients before the first service runs.
/// </summary>
public sealed class ClientRegistry(IDocumentStore store, TimeProvider clock)
{
    private const int Rounds = 100_000;

    /// <summary>Registers a client.</summary>
    /// <param name="clientId">1 to 128 characters <c>[A-Za-z0-9._-]</c>.</param>
    /// <param name="tenant">The tenant of its tokens; null only with the role <see cref="NfvRoles.Service"/>.</param>
    /// <param name="roles">Some of <see cref="NfvRoles"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The secret, which cannot be read again.</returns>
    /// <exception cref="ClientExistsException">The id is taken.</exception>
    /// <exception cref="ArgumentException">An ill-formed id, an unknown role, no role, or no tenant where one is needed.</exception>
    public async Task<ClientCredentials> CreateAsync(string clientId, TenantId? tenant, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
    {
        if (clientId.Length is 0 or > 128 || clientId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')))
        {
            throw new ArgumentException("A client id has 1 to 128 characters [A-Za-z0-9._-].", nameof(clientId));
        }
        if (roles.Count == 0 || roles.Except(NfvRoles.All, StringComparer.Ordinal).Any())
        {
            throw new ArgumentException($"A client needs one or more of the roles {string.Join(", ", NfvRoles.All)}; got '{string.Join(", ", roles)}'.", nameof(roles));
        }
        if (tenant is null && !roles.Contains(NfvRoles.Service, StringComparer.Ordinal))
        {
            throw new ArgumentException($"Only clients with the role '{NfvRoles.Service}' can be without a tenant.", nameof(tenant));
        }
        if (tenant is { } named && !TenantId.TryParse(named.Value, out _))
        {
            throw new ArgumentException($"'{named}' is not a tenant a client can belong to.", nameof(tenant));
        }
        var (secret, salt, hash) = NewSecret();
        var client = new OAuthClient
        {
            ClientId = clientId,
            Tenant = tenant?.Value,
            Roles = roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList(),
            Enabled = true,
            CreatedAt = clock.GetUtcNow(),
            Salt = salt,
            SecretHash = hash,
            Iterations = Rounds,
        };
        var result = await store.CommitAsync(new WriteBatch().Insert(SecurityCollections.Clients, TenantId.System, clientId, client), cancellationToken);
        return result.Ok ? new ClientCredentials(clientId, secret) : throw new ClientExistsException(clientId);
    }

    /// <summary>The client; null when there is none with that id.</summary>
    public async Task<OAuthClient?> FindAsync(string clientId, CancellationToken cancellationToken)
        => (await store.GetAsync(SecurityCollections.Clients, TenantId.System, clientId, cancellationToken))?.Value;

    /// <summary>Gives a client a new secret; the old one is void at once.</summary>
    /// <exception cref="KeyNotFoundException">There is no such client.</exception>
    public async Task<ClientCredentials> ResetSecretAsync(string clientId, CancellationToken cancellationToken)
    {
        var (secret, salt, hash) = NewSecret();
        await ChangeAsync(clientId, c => c with { Salt = salt, SecretHash = hash, Iterations = Rounds }, cancellationToken);
        return new ClientCredentials(clientId, secret);
    }

    /// <summary>
    /// For clients whose secret lives only in memory (the services of the lab): makes the client, or gives the existing one a new secret.
    /// </summary>
    public async Task<ClientCredentials> CreateOrResetAsync(string clientId, TenantId? tenant, IReadOnlyCollection<string> roles, CancellationToken cancellationToken)
        => await FindAsync(clientId, cancellationToken) is null
            ? await CreateAsync(clientId, tenant, roles, cancellationToken)
            : await ResetSecretAsync(clientId, cancellationToken);

    /// <summary>Lets a client get tokens again or no more; tokens it already has stay good until they end.</summary>
    /// <exception cref="KeyNotFoundException">There is no such client.</exception>
    public Task SetEnabledAsync(string clientId, bool enabled, CancellationToken cancellationToken)
        => ChangeAsync(clientId, c => c with { Enabled = enabled }, cancellationToken);

    /// <summary>Removes a client; nothing happens when there is none.</summary>
    public async Task DeleteAsync(string clientId, CancellationToken cancellationToken)
        => (await store.CommitAsync(new WriteBatch().Delete(SecurityCollections.Clients, TenantId.System, clientId), cancellationToken)).ThrowIfConflict();

    /// <summary>The slow hash of a candidate, to be compared with <see cref="OAuthClient.SecretHash"/>.</summary>
    internal static byte[] Hash(string secret, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, 32);

    private static (string Secret, string Salt, string Hash) NewSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var salt = RandomNumberGenerator.GetBytes(16);
        return (secret, Convert.ToBase64String(salt), Convert.ToBase64String(Hash(secret, salt, Rounds)));
    }

    private async Task ChangeAsync(string clientId, Func<OAuthClient, OAuthClient> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await store.GetAsync(SecurityCollections.Clients, TenantId.System, clientId, cancellationToken)
                ?? throw new KeyNotFoundException($"There is no client '{clientId}'.");
            if ((await store.CommitAsync(new WriteBatch().Replace(SecurityCollections.Clients, stored, change(stored.Value)), cancellationToken)).Ok)
            {
                return;
            }
        }
    }
}
