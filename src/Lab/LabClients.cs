using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Lab;

/// <summary>The OAuth2 clients of a lab: the operator's are made once and shown once; those of the lab and its services are new at each start and live in memory.</summary>
internal sealed record LabClients(ClientCredentials Service, ClientCredentials Lab, ClientCredentials WarmUp, ClientCredentials? NewOperator)
{
    private const string OperatorId = "operator";

    /// <summary>Makes the clients in the store of the token issuer, before it starts.</summary>
    public static async Task<LabClients> MakeAsync(StoreOptions options, CancellationToken cancellationToken)
    {
        var store = DocumentStoreFactory.Create(options, SecurityCollections.All, TimeProvider.System, NullLoggerFactory.Instance);
        await using var _ = (IAsyncDisposable)store;
        var registry = new ClientRegistry(store, TimeProvider.System);
        var tenant = new TenantId(LabHost.Tenant);
        return new LabClients(
            await registry.CreateOrResetAsync("services", null, [NfvRoles.Service], cancellationToken),
            await registry.CreateOrResetAsync("lab", tenant, [NfvRoles.Operator], cancellationToken),
            await registry.CreateOrResetAsync("warm-up", new TenantId(LabWarmUp.Tenant), [NfvRoles.Operator], cancellationToken),
            await registry.FindAsync(OperatorId, cancellationToken) is null
                ? await registry.CreateAsync(OperatorId, tenant, [NfvRoles.Operator], cancellationToken)
                : null);
    }
}
