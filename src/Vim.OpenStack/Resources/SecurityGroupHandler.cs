using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Security groups with their rules. Neutron gives a new group rules of its own; only those of the specification stay.</summary>
internal sealed class SecurityGroupHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.SecurityGroup;

    public bool IsComposite => true;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var call = OsCall.Get(OsService.Network, $"security-groups?description={Uri.EscapeDataString(ResourceIdentity.Description(record))}").For(record);
        return [.. (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.SecurityGroupsAnswer).SecurityGroups.Select(ToObserved).OrderBy(static o => o.CreatedAt)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        await RawAsync(account, record, record.VimId!, cancellationToken) is { } group ? ToObserved(group) : null;

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (SecurityGroupSpec)record.Spec;
        var body = new JsonObject { ["security_group"] = new JsonObject { ["name"] = spec.Name, ["description"] = ResourceIdentity.Description(record) } };
        var call = OsCall.Post(OsService.Network, "security-groups", body).For(record) with { What = $"create security group '{spec.Name}'" };
        var group = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.SecurityGroupAnswer).SecurityGroup;
        await RulesAsync(account, record, group, cancellationToken);
        return ToObserved(group);
    }

    public async Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, Observed found, CancellationToken cancellationToken)
    {
        if (await RawAsync(account, record, found.VimId, cancellationToken) is { } group)
        {
            await RulesAsync(account, record, group, cancellationToken);
        }
        return found;
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted) => [];

    public async Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken)
    {
        var spec = (SecurityGroupSpec)record.Spec;
        if (now.Name != spec.Name)
        {
            await account.SendAsync(OsCall.Put(OsService.Network, $"security-groups/{record.VimId}", new JsonObject { ["security_group"] = new JsonObject { ["name"] = spec.Name } }).For(record), cancellationToken);
        }
        return await AdoptAsync(account, record, now with { Name = spec.Name }, cancellationToken);
    }

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        await account.SendAsync(OsCall.Delete(OsService.Network, $"security-groups/{record.VimId}").For(record) with { What = "delete the security group" }, cancellationToken);

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var all = (await account.SendAsync(OsCall.Get(OsService.Network, $"security-groups?project_id={project}&fields=id&fields=name&fields=description&fields=created_at"), cancellationToken)).Read(OsJson.Default.SecurityGroupsAnswer).SecurityGroups;
        return [.. all.Select(ToObserved).Where(static o => o.Mark is not null)];
    }

    public VimResourceSpec Describe(Observed found) => new SecurityGroupSpec { Name = found.Name };

    private static Observed ToObserved(OsSecurityGroup group) => new()
    {
        VimId = group.Id,
        State = VimResourceState.ACTIVE,
        Mark = ResourceIdentity.Parse(group.Description, VimResourceKind.SecurityGroup),
        Name = group.Name,
        CreatedAt = group.CreatedAt ?? default,
    };

    private static async Task<OsSecurityGroup?> RawAsync(OsAccount account, ResourceRecord record, string id, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"security-groups/{id}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 ? null : answer.Read(OsJson.Default.SecurityGroupAnswer).SecurityGroup;
    }

    /// <summary>Removes what is too much and adds what is missing; both may be done again.</summary>
    private static async Task RulesAsync(OsAccount account, ResourceRecord record, OsSecurityGroup group, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var rule in ((SecurityGroupSpec)record.Spec).Rules)
        {
            var body = await RuleAsync(account, record, group.Id, rule, cancellationToken);
            wanted[Signature((string?)body["direction"], (string?)body["ethertype"], (string?)body["protocol"], (int?)body["port_range_min"], (int?)body["port_range_max"], (string?)body["remote_ip_prefix"], (string?)body["remote_group_id"])] = body;
        }
        foreach (var rule in group.SecurityGroupRules ?? [])
        {
            if (!wanted.Remove(Signature(rule.Direction, rule.Ethertype, rule.Protocol, rule.PortRangeMin, rule.PortRangeMax, rule.RemoteIpPrefix, rule.RemoteGroupId)))
            {
                await account.SendAsync(OsCall.Delete(OsService.Network, $"security-group-rules/{rule.Id}").For(record) with { What = "remove a rule of the security group" }, cancellationToken);
            }
        }
        foreach (var body in wanted.Values)
        {
            var call = OsCall.Post(OsService.Network, "security-group-rules", new JsonObject { ["security_group_rule"] = body }).For(record) with { Accept = [409], Repeatable = true, What = "add a rule to the security group" };
            var answer = await account.SendAsync(call, cancellationToken);
            if (answer.Status == 409 && OsErrors.Read(answer).Type is not "SecurityGroupRuleExists")
            {
                throw OsErrors.Of(call, answer, account.Id); // a quota, most likely
            }
        }
    }

    private static async Task<JsonObject> RuleAsync(OsAccount account, ResourceRecord record, string group, VimSecurityRule rule, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["security_group_id"] = group, ["direction"] = rule.Direction == VimSecurityDirection.INGRESS ? "ingress" : "egress", ["ethertype"] = rule.IpVersion == 6 ? "IPv6" : "IPv4" };
        if (rule.Protocol is { } protocol)
        {
            body["protocol"] = protocol == "icmpv6" ? "ipv6-icmp" : protocol;
        }
        if (rule.PortMin is { } min)
        {
            body["port_range_min"] = min;
        }
        if (rule.PortMax is { } max)
        {
            body["port_range_max"] = max;
        }
        if (rule.RemoteCidr is { } cidr)
        {
            body["remote_ip_prefix"] = cidr;
        }
        if (rule.RemoteGroup is { } other)
        {
            body["remote_group_id"] = other == record.Key ? group : (await account.ReferredAsync(record, VimResourceKind.SecurityGroup, other, cancellationToken)).VimId;
        }
        return body;
    }

    private static string Signature(string? direction, string? ethertype, string? protocol, int? min, int? max, string? prefix, string? group) =>
        string.Create(CultureInfo.InvariantCulture, $"{direction}/{ethertype}/{(protocol is "icmpv6" ? "ipv6-icmp" : protocol)}/{min}/{max}/{prefix}/{group}");
}
