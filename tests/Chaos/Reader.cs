using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Chaos;

/// <summary>Reads whole collections of a service's store.</summary>
internal sealed class Reader(StoreOptions options, IEnumerable<IDocumentCollection> collections) : IAsyncDisposable
{
    private readonly IDocumentStore store = DocumentStoreFactory.Create(options, collections, TimeProvider.System, NullLoggerFactory.Instance);

    public async Task<Dictionary<string, T>> AllAsync<T>(DocumentCollection<T> collection, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var tenant in new[] { new TenantId(Lab.LabHost.Tenant), TenantId.System })
        {
            string? after = null;
            do
            {
                var page = await store.QueryAsync(collection, tenant, new StoreQuery { AfterId = after, Limit = 500 }, cancellationToken);
                foreach (var item in page.Items)
                {
                    all[item.Id] = item.Value;
                }
                after = page.NextAfterId;
            }
            while (after is not null);
        }
        return all;
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)store).DisposeAsync();
}
