using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>
/// The VNFMs that the NFVO works with: the house's own, and those of other makers that were registered for a tenant. A VNF goes to the registered VNFM that its descriptor names
/// (SOL001 <c>vnfm_info</c>), otherwise to the house's own; it stays there for life.
/// </summary>
internal sealed class VnfmDirectory(IDocumentStore store, VnfLcmClient own, IHttpMessageHandlerFactory transports, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    /// <summary>Name of the transport to VNFMs of other makers.</summary>
    public const string Transport = "external-vnfm";

    private readonly IDataProtector protector = protection.CreateProtector("NfvOrchestrator.Nfvo.Vnfms");
    private readonly ConcurrentDictionary<(TenantId Tenant, string Id), Connection> connections = new();
    private readonly ConcurrentDictionary<(TenantId Tenant, string Id), VnfmHealth> health = new();

    /// <summary>The house's own.</summary>
    public VnfmHandle Own { get; } = new(null, own);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in connections.Values)
        {
            connection.Dispose();
        }
    }

    /// <summary>Finds a VNFM.</summary>
    /// <param name="tenant">Whose registrations.</param>
    /// <param name="id">Of the registration; null: the house's own.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null: it is not registered (any more).</returns>
    public async Task<VnfmHandle?> FindAsync(TenantId tenant, string? id, CancellationToken cancellationToken)
        => id is null ? Own : await store.GetAsync(VnfmCollections.Registrations, tenant, id, cancellationToken) is { } found ? new VnfmHandle(id, Connect(found).Client) : null;

    /// <summary>As <see cref="FindAsync"/>.</summary>
    /// <exception cref="VnfmUnknownException">It is not registered (any more).</exception>
    public async Task<VnfmHandle> GetAsync(TenantId tenant, string? id, CancellationToken cancellationToken)
        => await FindAsync(tenant, id, cancellationToken) ?? throw new VnfmUnknownException($"The VNFM '{id}' is not registered any more. Register it again (PUT {VnfmEndpoints.Root}/vnfms/{id}) and retry the operation.");

    /// <summary>The registered VNFM for a VNF, one that answers before one that does not; null: none is named, or none is there: the house's own takes it.</summary>
    /// <param name="tenant">Whose registrations.</param>
    /// <param name="vnfmInfo">What the descriptor names, the best first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string?> ChooseAsync(TenantId tenant, IReadOnlyList<string> vnfmInfo, CancellationToken cancellationToken)
        => vnfmInfo.Count == 0 ? null : (await ListAsync(tenant, cancellationToken)).Select(d => d.Value)
            .Where(v => v.Registration.Enabled && v.Registration.VnfmInfo.Intersect(vnfmInfo, StringComparer.Ordinal).Any())
            .OrderBy(v => HealthOf(tenant, v.Id).State == VnfmState.DOWN)
            .ThenBy(v => v.Registration.VnfmInfo.Min(i => Enumerable.Range(0, vnfmInfo.Count).FirstOrDefault(n => vnfmInfo[n] == i, int.MaxValue)))
            .ThenBy(v => v.Id, StringComparer.Ordinal).FirstOrDefault()?.Id;

    /// <summary>The registered VNFM that logs in with a client; null: there is none.</summary>
    public async Task<string?> OfClientAsync(TenantId tenant, string clientId, CancellationToken cancellationToken)
    {
        var query = new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["clientId"] = clientId }, Limit = 1 };
        return (await store.QueryAsync(VnfmCollections.Registrations, tenant, query, cancellationToken)).Items is [var found, ..] ? found.Id : null;
    }

    /// <summary>All registrations of a tenant; there are few.</summary>
    public async Task<IReadOnlyList<Document<ExternalVnfm>>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
        => (await store.QueryAsync(VnfmCollections.Registrations, tenant, new StoreQuery { Limit = VnfmEndpoints.MaxRegistrations }, cancellationToken)).Items;

    /// <summary>What it answered last.</summary>
    public VnfmHealth HealthOf(TenantId tenant, string id) => health.TryGetValue((tenant, id), out var known) ? known : new VnfmHealth(VnfmState.UNKNOWN);

    /// <summary>Notes what it answered; null forgets it.</summary>
    public void SetHealth(TenantId tenant, string id, VnfmHealth? seen)
    {
        if (seen is not null)
        {
            health[(tenant, id)] = seen;
            return;
        }
        health.TryRemove((tenant, id), out _);
        if (connections.TryRemove((tenant, id), out var connection))
        {
            connection.Dispose();
        }
    }

    /// <summary>As it is stored.</summary>
    public VnfmRegistration Protect(VnfmRegistration clear)
        => clear.Authentication is { ClientSecret: { } secret } login ? clear with { Authentication = login with { ClientSecret = protector.Protect(secret) } } : clear;

    /// <summary>The transport to a VNFM, for what is not VNF LCM; owned by the directory.</summary>
    public HttpClient HttpOf(Document<ExternalVnfm> vnfm) => Connect(vnfm).Http;

    private Connection Connect(Document<ExternalVnfm> vnfm)
    {
        var key = (vnfm.Tenant, vnfm.Id);
        while (true)
        {
            if (connections.TryGetValue(key, out var known))
            {
                if (known.Version >= vnfm.Version)
                {
                    return known;
                }
                var next = Open(vnfm);
                if (connections.TryUpdate(key, next, known))
                {
                    // Calls that are under way end on it; it holds nothing but its token.
                    return next;
                }
                next.Dispose();
            }
            else
            {
                var first = Open(vnfm);
                if (connections.TryAdd(key, first))
                {
                    return first;
                }
                first.Dispose();
            }
        }
    }

    private Connection Open(Document<ExternalVnfm> vnfm)
    {
        var registration = vnfm.Value.Registration;
        var transport = transports.CreateHandler(Transport);
        ClientCredentialsTokenSource? tokens = null;
        if (registration.Authentication is { } login)
        {
            tokens = new ClientCredentialsTokenSource(
                new ServiceCredentialsOptions { TokenEndpoint = new Uri(login.TokenEndpoint), ClientId = login.ClientId, ClientSecret = Secret(vnfm.Id, login), Scope = login.Scope }, clock);
            transport = transport.WithIdentity(tokens);
        }
        var http = new HttpClient(transport, disposeHandler: false) { BaseAddress = new Uri(registration.ApiRoot.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan };
        return new Connection(vnfm.Version, http, new VnfLcmClient(http, version: registration.Version ?? SolApi.VnfLcm.Newest), tokens);
    }

    private string Secret(string id, VnfmLogin login)
    {
        try
        {
            return login.ClientSecret is { } secret ? protector.Unprotect(secret) : "";
        }
        catch (CryptographicException e)
        {
            throw new VnfmUnknownException($"The secret with which the NFVO logs in at the VNFM '{id}' cannot be decrypted: the data protection keys it was stored with are not there. Restore the keys, or register it anew.", e);
        }
    }

    private sealed record Connection(long Version, HttpClient Http, VnfLcmClient Client, ClientCredentialsTokenSource? Tokens) : IDisposable
    {
        public void Dispose()
        {
            Http.Dispose();
            Tokens?.Dispose();
        }
    }
}
