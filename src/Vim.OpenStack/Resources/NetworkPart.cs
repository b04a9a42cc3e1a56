using System.Collections.Immutable;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What of Neutron carries the mark of a port or a network without being one.</summary>
/// <param name="Word">What it is called.</param>
/// <param name="Path">Where Neutron has them.</param>
/// <param name="Extension">The extension that Neutron has them with.</param>
/// <param name="Owner">Kind of the resource whose mark they carry.</param>
internal sealed record NetworkPart(string Word, string Path, string Extension, VimResourceKind Owner)
{
    /// <summary>In the order in which they may be removed: an address needs its router.</summary>
    public static ImmutableArray<NetworkPart> All { get; } =
        [new("floatingip", "floatingips", "router", VimResourceKind.Port), new("trunk", "trunks", "trunk", VimResourceKind.Port), new("router", "routers", "router", VimResourceKind.Network)];

    /// <summary>Those in the project that carry a mark of a tenant.</summary>
    public async Task<IReadOnlyList<OrphanCandidate>> ListAsync(OsAccount account, TenantId tenant, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasExtensionAsync(Extension, cancellationToken))
        {
            return [];
        }
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var all = await account.ListAsync(OsService.Network, $"{Path}?project_id={project}", OsPartJson.Default.OsPartsAnswer, static a => a.Items, static p => p.Id, static a => a.HasNext, cancellationToken);
        var found = new List<OrphanCandidate>();
        foreach (var part in all)
        {
            if (ResourceIdentity.Parse(part.Description, Owner) is { } mark && mark.Tenant == tenant.Value && mark.IsGenuine(account.Id))
            {
                VimResourceSpec spec = Owner == VimResourceKind.Port ? new PortSpec { NetworkRef = "" } : new NetworkSpec { Name = part.Name };
                found.Add(new OrphanCandidate(Owner, mark.Key, part.Id, part.FloatingIpAddress ?? part.Name, part.CreatedAt ?? default, spec) { Part = this });
            }
        }
        return found;
    }

    /// <summary>Whether it is still there.</summary>
    public async Task<bool> IsThereAsync(OsAccount account, string id, CancellationToken cancellationToken) =>
        (await account.SendAsync(OsCall.Get(OsService.Network, $"{Path}/{id}") with { Accept = [404] }, cancellationToken)).IsSuccess;

    /// <summary>Removes it.</summary>
    /// <param name="account">Where.</param>
    /// <param name="owner">A record of the resource whose mark it carries.</param>
    /// <param name="id">Neutron's identifier.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RemoveAsync(OsAccount account, ResourceRecord owner, string id, CancellationToken cancellationToken) => Owner == VimResourceKind.Network
        ? Routers.RemoveAsync(account, owner, cancellationToken)
        : account.SendAsync(OsCall.Delete(OsService.Network, $"{Path}/{id}").For(owner) with { What = $"delete {Word} {id}" }, cancellationToken);
}
