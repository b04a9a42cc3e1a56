using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>The security groups of a port: ours by key, others by identifier or name.</summary>
internal static class PortGroups
{
    /// <summary>The group that Neutron makes for each project; the one of ports that name none.</summary>
    public const string Default = "default";

    /// <summary>Identifiers of the groups that are referred to; throws NOT_FOUND naming the one that is missing.</summary>
    public static async Task<JsonArray> IdsAsync(OsAccount account, ResourceRecord record, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        var ids = new JsonArray();
        IReadOnlyList<OsSecurityGroup>? all = null;
        foreach (var reference in references)
        {
            if (await account.OursAsync(record, VimResourceKind.SecurityGroup, reference, cancellationToken) is { } ours)
            {
                ids.Add(ours.VimId);
                continue;
            }
            if (Guid.TryParse(reference, out _))
            {
                ids.Add(reference);
                continue;
            }
            all ??= await VisibleAsync(account, record, cancellationToken);
            ids.Add(all.FirstOrDefault(g => g.Name == reference)?.Id
                ?? throw new VimException(VimErrorCause.NOT_FOUND, $"port '{record.Key}' refers to security group '{reference}', which the project of account '{account.Id}' does not have. Nothing was done.", retryable: false, record.Kind, record.Key));
        }
        return ids;
    }

    /// <summary>Those of the project, then those that others share with it. An administrator sees the groups of all projects, and each project has a 'default' of its own.</summary>
    private static async Task<IReadOnlyList<OsSecurityGroup>> VisibleAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var own = await ListAsync($"project_id={project}");
        return await account.Cloud.HasExtensionAsync("security-groups-shared-filtering", cancellationToken) ? [.. own, .. await ListAsync("shared=true")] : own;

        async Task<IReadOnlyList<OsSecurityGroup>> ListAsync(string filter) =>
            (await account.SendAsync(OsCall.Get(OsService.Network, $"security-groups?{filter}&fields=id&fields=name").For(record), cancellationToken)).Read(OsJson.Default.SecurityGroupsAnswer).SecurityGroups;
    }
}
