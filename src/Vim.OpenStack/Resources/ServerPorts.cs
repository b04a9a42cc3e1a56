using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Ports of servers: ours by key, or one that the consumer provides by Neutron's identifier (SOL003 §4.4.1.12 extLinkPorts, resourceHandle). That one is attached and detached, never changed or deleted: Nova leaves
/// ports that it has not made itself when their server goes.
/// </summary>
internal static class ServerPorts
{
    /// <summary>Identifier and addresses of a port that a server names.</summary>
    /// <exception cref="VimException">NOT_FOUND: neither we nor Neutron have it.</exception>
    public static async Task<(string Id, IReadOnlyList<VimAddress> Addresses)> ReferredAsync(OsAccount account, ResourceRecord server, string reference, CancellationToken cancellationToken)
    {
        // A key may look like an identifier: the record comes first.
        if (!Guid.TryParse(reference, out _) || await account.Records.GetAsync(new TenantId(server.Tenant), account.Id, VimResourceKind.Port, reference, cancellationToken) is not null)
        {
            var ours = await account.ReferredAsync(server, VimResourceKind.Port, reference, cancellationToken);
            return (ours.VimId!, ours.Outputs.Addresses);
        }
        var call = OsCall.Get(OsService.Network, $"ports/{reference}").For(server) with { Accept = [404], What = $"tell of port {reference}, which was provided" };
        var answer = await account.SendAsync(call, cancellationToken);
        if (answer.Status == 404)
        {
            throw new VimException(
                VimErrorCause.NOT_FOUND,
                $"{server.Kind.Token()} '{server.Key}' refers to port '{reference}': account '{account.Id}' has no port of ours with that key, nor does Neutron show the project one with that identifier. Nothing was done; provide a port of this project.",
                retryable: false, server.Kind, server.Key);
        }
        var port = answer.Read(OsJson.Default.PortAnswer).Port;
        return (port.Id, PortHandler.AddressesOf(port, reference));
    }
}
