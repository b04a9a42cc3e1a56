using System.Collections.Immutable;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance.Policies;

/// <summary>
/// All policies in memory, by instance, because every metrics event asks. It may be a few seconds behind other processes; a decision is only stored while the
/// policy still has the version it was made with, so being behind does no harm.
/// </summary>
internal sealed class PolicyCache
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableDictionary<(string Tenant, string Instance), ImmutableList<CachedPolicy>> byInstance =
        ImmutableDictionary<(string, string), ImmutableList<CachedPolicy>>.Empty;

    /// <summary>Completes when the policies were read once.</summary>
    public Task Ready => ready.Task;

    public IReadOnlyList<CachedPolicy> Of(TenantId tenant, string instance)
        => byInstance.TryGetValue((tenant.Value, instance), out var list) ? list : [];

    public void Replace(IEnumerable<CachedPolicy> all)
    {
        byInstance = all.GroupBy(static p => (p.Tenant.Value, p.Policy.VnfInstanceId)).ToImmutableDictionary(static g => g.Key, static g => g.ToImmutableList());
        ready.TrySetResult();
    }

    public void Put(CachedPolicy policy) => Change(policy.Tenant, policy.Policy.Id, policy);

    public void Remove(TenantId tenant, string policyId) => Change(tenant, policyId, null);

    private void Change(TenantId tenant, string policyId, CachedPolicy? added) => ImmutableInterlocked.Update(ref byInstance, current =>
    {
        var next = current;
        foreach (var (key, list) in current)
        {
            if (key.Tenant == tenant.Value && list.FindIndex(p => p.Policy.Id == policyId) is >= 0 and var i)
            {
                next = list.Count == 1 ? next.Remove(key) : next.SetItem(key, list.RemoveAt(i));
            }
        }
        if (added is not null)
        {
            var key = (tenant.Value, added.Policy.VnfInstanceId);
            next = next.SetItem(key, (next.TryGetValue(key, out var list) ? list : []).Add(added));
        }
        return next;
    });
}
