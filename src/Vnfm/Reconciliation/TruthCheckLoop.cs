using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>Looks at every tenant in turn; several processes share the tenants.</summary>
internal sealed class TruthCheckLoop(IDocumentStore store, TruthChecker checker, VnfmOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<TruthCheckLoop> logger)
    : BackgroundLoop("vnfm.truth-check", registry, time, logger)
{
    /// <summary>The document of a tenant.</summary>
    public const string DocumentId = "turn";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue.AddDays(-1);

    private bool Periodic => options.Reconciliation.Interval > TimeSpan.Zero;

    /// <summary>Asks for a look at a tenant now.</summary>
    public async Task AskAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var turn = await store.GetAsync(VnfmCollections.ReconciledTenants, tenant, DocumentId, cancellationToken);
        var now = Time.GetUtcNow();
        var batch = turn is null
            ? new WriteBatch().Insert(VnfmCollections.ReconciledTenants, tenant, DocumentId, new ReconciledTenant { NextLookAt = now })
            : new WriteBatch().Replace(VnfmCollections.ReconciledTenants, turn, turn.Value with { NextLookAt = now });
        // Lost against another writer, that one has just taken the turn or asked for it.
        await store.CommitAsync(batch, cancellationToken);
        Wake();
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (Periodic)
        {
            await MeetTenantsAsync(cancellationToken);
        }
        var next = Never;
        var now = Time.GetUtcNow();
        for (string? after = null; ;)
        {
            var page = await store.QueryAllTenantsAsync(VnfmCollections.ReconciledTenants, new StoreQuery { AfterId = after }, cancellationToken);
            foreach (var turn in page.Items)
            {
                var due = turn.Value.NextLookAt > now ? turn.Value.NextLookAt : await TakeTurnAsync(turn, cancellationToken);
                next = due < next ? due : next;
            }
            if (page.NextAfterId is not { } more)
            {
                break;
            }
            after = more;
        }
        var pause = next - Time.GetUtcNow();
        var longest = Periodic && options.Reconciliation.Interval < Patience ? options.Reconciliation.Interval : Patience;
        return pause <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(50) : pause < longest ? pause : longest;
    }

    private async Task<DateTimeOffset> TakeTurnAsync(Document<ReconciledTenant> turn, CancellationToken cancellationToken)
    {
        var due = Periodic ? Time.GetUtcNow() + options.Reconciliation.Interval : Never;
        // Whoever moves the date has the turn. A process that dies with it costs the tenant one look.
        if (!(await store.CommitAsync(new WriteBatch().Replace(VnfmCollections.ReconciledTenants, turn, turn.Value with { NextLookAt = due }), cancellationToken)).Ok)
        {
            return due;
        }
        var status = await checker.LookAsync(turn.Tenant, cancellationToken);
        var now = await store.GetAsync(VnfmCollections.ReconciledTenants, turn.Tenant, turn.Id, cancellationToken);
        if (now is null)
        {
            return due;
        }
        await store.CommitAsync(new WriteBatch().Replace(VnfmCollections.ReconciledTenants, now, now.Value with { Last = status }), cancellationToken);
        return now.Value.NextLookAt;
    }

    /// <summary>Tenants with instances get a turn, and keep it when the last instance is gone: its orphans are looked for as well.</summary>
    private async Task MeetTenantsAsync(CancellationToken cancellationToken)
    {
        var met = new HashSet<TenantId>();
        for (string? after = null; ;)
        {
            var page = await store.QueryAllTenantsAsync(VnfmCollections.Instances, new StoreQuery { AfterId = after, Limit = 1000, HeadsOnly = true }, cancellationToken);
            foreach (var tenant in page.Items.Select(i => i.Tenant).Where(met.Add))
            {
                if (await store.GetAsync(VnfmCollections.ReconciledTenants, tenant, DocumentId, cancellationToken) is null)
                {
                    var first = new ReconciledTenant { NextLookAt = Time.GetUtcNow() + options.Reconciliation.Interval };
                    await store.CommitAsync(new WriteBatch().Insert(VnfmCollections.ReconciledTenants, tenant, DocumentId, first), cancellationToken);
                }
            }
            if (page.NextAfterId is not { } more)
            {
                return;
            }
            after = more;
        }
    }
}
