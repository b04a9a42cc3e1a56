using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Port security and the security groups of a port: ours by key, others by identifier or name.</summary>
internal static class PortGroups
{
    /// <summary>The group that Neutron makes for each project; the one of ports that name none.</summary>
    private const string Default = "default";

    /// <summary>Writes into a request what it has to say of both: of a port that is there only what is not as it shall be, as whatever else changes of the port must not touch its traffic.</summary>
    public static async Task FillAsync(OsAccount account, ResourceRecord record, PortSpec spec, JsonObject port, OsPort? present, CancellationToken cancellationToken)
    {
        if (!spec.PortSecurity)
        {
            if (present is not { PortSecurityEnabled: false, SecurityGroups: null or { Count: 0 } })
            {
                port["port_security_enabled"] = false;
                port["security_groups"] = new JsonArray();
            }
            return;
        }
        if (present is null)
        {
            if (spec.SecurityGroups.Count > 0)
            {
                port["security_groups"] = Json(await IdsAsync(account, record, spec.SecurityGroups, cancellationToken)); // left out, it gets what its network and its project give
            }
            return;
        }
        IReadOnlyList<string> wanted;
        if (spec.SecurityGroups.Count > 0)
        {
            wanted = await IdsAsync(account, record, spec.SecurityGroups, cancellationToken);
        }
        else if (!await account.Cloud.HasExtensionAsync("security-group", cancellationToken) || await IsOpenAsync(account, record, present, cancellationToken))
        {
            return;
        }
        else
        {
            wanted = [account.DefaultGroup ??= await DefaultAsync(account, record, cancellationToken)];
        }
        if (present.PortSecurityEnabled == false)
        {
            port["port_security_enabled"] = true;
        }
        if (!wanted.ToHashSet(StringComparer.Ordinal).SetEquals(present.SecurityGroups ?? []))
        {
            port["security_groups"] = Json(wanted);
        }
    }

    /// <summary>Whether a port is without port security because its network gives it none.</summary>
    private static async Task<bool> IsOpenAsync(OsAccount account, ResourceRecord record, OsPort port, CancellationToken cancellationToken) =>
        port.PortSecurityEnabled == false
        && (await account.SendAsync(OsCall.Get(OsService.Network, $"networks/{port.NetworkId}").For(record), cancellationToken)).Read(OsJson.Default.NetworkAnswer).Network.PortSecurityEnabled == false;

    /// <summary>Neutron's own group of the project; a group of ours may be called like it.</summary>
    private static async Task<string> DefaultAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        return (await ListAsync(account, record, $"name={Default}&project_id={project}", cancellationToken)).FirstOrDefault(static g => g.Name == Default)?.Id ?? throw None(account, record, Default);
    }

    private static JsonArray Json(IEnumerable<string> ids) => new([.. ids.Select(static id => JsonValue.Create(id))]);

    /// <summary>Identifiers of the groups that are referred to; throws NOT_FOUND naming the one that is missing.</summary>
    private static async Task<IReadOnlyList<string>> IdsAsync(OsAccount account, ResourceRecord record, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var ids = new List<string>(references.Count);
        IReadOnlyList<OsSecurityGroup>? own = null, shared = null;
        foreach (var reference in references)
        {
            if (await account.OursAsync(record, VimResourceKind.SecurityGroup, reference, cancellationToken) is { } ours)
            {
                ids.Add(ours.VimId!);
                continue;
            }
            if (Guid.TryParse(reference, out _))
            {
                ids.Add(reference);
                continue;
            }
            // Those of the project, then those that others share with it. An administrator sees the groups of all projects, and each project has a 'default' of its own.
            own ??= await ListAsync(account, record, $"project_id={(await account.Cloud.TokenAsync(cancellationToken)).ProjectId}", cancellationToken);
            var found = own.FirstOrDefault(g => g.Name == reference);
            if (found is null && await account.Cloud.HasExtensionAsync("security-groups-shared-filtering", cancellationToken))
            {
                shared ??= await ListAsync(account, record, "shared=true", cancellationToken);
                found = shared.FirstOrDefault(g => g.Name == reference);
            }
            ids.Add(found?.Id ?? throw None(account, record, reference));
        }
        return ids;
    }

    private static async Task<IReadOnlyList<OsSecurityGroup>> ListAsync(OsAccount account, ResourceRecord record, string filter, CancellationToken cancellationToken) =>
        (await account.SendAsync(OsCall.Get(OsService.Network, $"security-groups?{filter}&fields=id&fields=name").For(record), cancellationToken)).Read(OsJson.Default.SecurityGroupsAnswer).SecurityGroups;

    private static VimException None(OsAccount account, ResourceRecord record, string reference) => new(
        VimErrorCause.NOT_FOUND, $"port '{record.Key}' refers to security group '{reference}', which the project of account '{account.Id}' does not have. Nothing was done.", retryable: false, record.Kind, record.Key);
}
