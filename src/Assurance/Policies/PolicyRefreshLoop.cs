using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance.Policies;

/// <summary>Reads the policies again and again, so that what other processes stored becomes known here.</summary>
internal sealed class PolicyRefreshLoop(PolicyCache cache, IDocumentStore store, AssuranceOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<PolicyRefreshLoop> logger)
    : BackgroundLoop("assurance.policies", registry, time, logger)
{
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var all = new List<CachedPolicy>();
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(AssuranceCollections.Policies, new StoreQuery { Limit = 1000, AfterId = after }, cancellationToken);
            all.AddRange(page.Items.Select(static d => new CachedPolicy(d.Tenant, d.Version, d.Value)));
            after = page.NextAfterId;
        }
        while (after is not null && all.Count < options.MaxPolicies);
        cache.Replace(all);
        return options.PolicyRefresh;
    }
}
