using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Affinity groups: Nova's server groups. They have neither tags nor metadata, so that the mark is part of the name.</summary>
internal sealed class ServerGroupHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.AffinityGroup;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        [.. (await ListAsync(account, cancellationToken)).Where(g => g.Mark!.Identity == record.Identity)];

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"os-server-groups/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 ? null : ToObserved(answer.Read(OsJson.Default.ServerGroupAnswer).ServerGroup);
    }

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (AffinityGroupSpec)record.Spec;
        if (spec.Scope != VimAffinityScope.NFVI_NODE)
        {
            throw new VimException(VimErrorCause.NOT_SUPPORTED, $"affinityGroup '{record.Key}' has scope {spec.Scope}: Nova's server groups know hosts only. Keep the servers in or out of one zone by their zone instead. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        var policy = spec.Policy.ToString().ToLowerInvariant().Replace('_', '-');
        var group = new JsonObject { ["name"] = ResourceIdentity.Description(record) };
        if (await account.KnowsAsync(OsService.Compute, 2, 64, cancellationToken))
        {
            group["policy"] = policy;
        }
        else
        {
            group["policies"] = new JsonArray(policy);
        }
        var call = OsCall.Post(OsService.Compute, "os-server-groups", new JsonObject { ["server_group"] = group }).For(record) with { What = $"create the server group '{spec.Name ?? record.Key}' ({policy})" };
        return ToObserved((await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.ServerGroupAnswer).ServerGroup);
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted) => differences.Where(static name => name is "policy" or "scope");

    /// <summary>Only its name for people and tags can change, which Nova does not hold.</summary>
    public Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken) => Task.FromResult(now);

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        await account.SendAsync(OsCall.Delete(OsService.Compute, $"os-server-groups/{record.VimId}").For(record) with { What = "delete the server group" }, cancellationToken);

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var all = new List<OsServerGroup>();
        while (true)
        {
            var page = (await account.SendAsync(OsCall.Get(OsService.Compute, $"os-server-groups?limit=1000&offset={all.Count}"), cancellationToken)).Read(OsJson.Default.ServerGroupsAnswer).ServerGroups;
            all.AddRange(page);
            if (page.Count < 1000)
            {
                break;
            }
        }
        return [.. all.Where(static g => g.Name.StartsWith("nfv:", StringComparison.Ordinal)).Select(ToObserved).Where(static o => o.Mark is not null)];
    }

    public VimResourceSpec Describe(Observed found) =>
        new AffinityGroupSpec { Name = found.Mark?.Key, Policy = Enum.TryParse<VimAffinityPolicy>(found.Status.ToUpperInvariant().Replace('-', '_'), out var policy) ? policy : VimAffinityPolicy.ANTI_AFFINITY };

    private static Observed ToObserved(OsServerGroup group) => new()
    {
        VimId = group.Id,
        State = VimResourceState.ACTIVE,
        Mark = ResourceIdentity.Parse(group.Name, VimResourceKind.AffinityGroup),
        Name = group.Name,
        Status = group.Policy ?? (group.Policies is [var one, ..] ? one : ""),
    };
}
