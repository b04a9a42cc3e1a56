using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Networks that lead out of the cloud, which floating addresses are from.</summary>
internal static class OuterNetworks
{
    /// <summary>The identifier of the network that a floating address is from: the one that is named, else the account's, else the only one there is.</summary>
    /// <exception cref="VimException">NOT_FOUND: there is none of that name, or none at all. CONFLICT: there are several, and nobody says which.</exception>
    public static async Task<string> IdAsync(OsAccount account, ResourceRecord record, VimFloatingIp wanted, CancellationToken cancellationToken)
    {
        if ((wanted.NetworkRef ?? account.Settings.OuterNetwork) is { } named)
        {
            return await PortHandler.NetworkIdAsync(account, record, named, cancellationToken);
        }
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, "networks?router:external=true&fields=id&fields=name").For(record), cancellationToken);
        var found = answer.Read(OsJson.Default.NetworksAnswer).Networks;
        return found.Count switch
        {
            1 => found[0].Id,
            0 => throw Refused(VimErrorCause.NOT_FOUND, $"the project sees no outer network (router:external) in account '{account.Id}'. Ask the cloud's administrator for one, or leave floating_ip_activated out"),
            _ => throw Refused(VimErrorCause.CONFLICT, $"there are several outer networks ({string.Join(", ", found.Select(static n => $"'{n.Name}'").Order(StringComparer.Ordinal).Take(10))}). Name one in outerNetwork of account '{account.Id}'"),
        };

        VimException Refused(VimErrorCause cause, string why)
            => new(cause, $"port '{record.Key}' wants a floating address and names no network, and {why}. The port is there, without the address.", retryable: false, record.Kind, record.Key);
    }
}
