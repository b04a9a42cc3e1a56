using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>The alarms of hosts and ports that stand, each stored together with the event that tells of it: of several processes that see the same, one tells.</summary>
internal sealed class AlarmBook(IDocumentStore store)
{
    public static readonly DocumentCollection<StandingAlarm> Collection = new() { Name = "openstack_alarms", TypeInfo = OpenStackJson.Default.StandingAlarm, IndexedFields = ["accountId"] };

    /// <summary>What stands of an account.</summary>
    public async Task<IReadOnlyList<Document<StandingAlarm>>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var standing = new List<Document<StandingAlarm>>();
        string? after = null;
        do
        {
            var query = new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["accountId"] = account.Id }, AfterId = after, Limit = 500 };
            var page = await store.QueryAllTenantsAsync(Collection, query, cancellationToken);
            standing.AddRange(page.Items.Where(d => d.Value.Owner == account.Owner)); // tenants may call their accounts alike
            after = page.NextAfterId;
        }
        while (after is not null);
        return standing;
    }

    /// <summary>Begins; nothing when it stands already.</summary>
    public Task RaiseAsync(StandingAlarm alarm, WorkItem? raised, CancellationToken cancellationToken) =>
        CommitAsync(new WriteBatch().Insert(Collection, new TenantId(alarm.Tenant), IdOf(alarm), alarm), raised, cancellationToken);

    /// <summary>Ends; nothing when somebody else has ended it.</summary>
    public Task ClearAsync(Document<StandingAlarm> alarm, WorkItem? cleared, CancellationToken cancellationToken) =>
        CommitAsync(new WriteBatch().Delete(Collection, alarm.Tenant, alarm.Id, alarm.Version), cleared, cancellationToken);

    private Task<CommitResult> CommitAsync(WriteBatch batch, WorkItem? told, CancellationToken cancellationToken) => store.CommitAsync(told is null ? batch : batch.Enqueue(told), cancellationToken);

    /// <summary>Names of hosts may be long: a digest.</summary>
    private static string IdOf(StandingAlarm alarm) => alarm.Host is { } host
        ? "host-" + ResourceIdentity.Of(alarm.Owner, alarm.AccountId, VimResourceKind.Compute, host)
        : "port-" + ResourceIdentity.Of(alarm.Owner, alarm.AccountId, VimResourceKind.Port, alarm.PortId!);
}
