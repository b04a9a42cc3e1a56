using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Networks that lead out of the cloud, which floating addresses are from.</summary>
internal static class OuterNetworks
{
    /// <summary>
    /// The identifier of the network that the floating address of a port is from: the one that the port names, else the account's, else the only one there is; null: the port wants none. Asked before anything of the
    /// port is made or changed.
    /// </summary>
    /// <exception cref="VimException">NOT_FOUND: there is none of that name, or none at all. CONFLICT: there are several, and nobody says which.</exception>
    public static async Task<string?> IdAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        if (((PortSpec)record.Spec).FloatingIp is not { } wanted)
        {
            return null;
        }
        if (wanted.NetworkRef is { } reference)
        {
            return await PortHandler.NetworkIdAsync(account, record, reference, cancellationToken);
        }
        var named = account.Settings.OuterNetwork;
        if (named is not null && Guid.TryParse(named, out _))
        {
            return named;
        }
        var filter = named is null ? "" : $"&name={Uri.EscapeDataString(named)}";
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"networks?router:external=true{filter}&fields=id&fields=name").For(record), cancellationToken);
        var found = answer.Read(OsJson.Default.NetworksAnswer).Networks;
        return (found.Count, named) switch
        {
            (1, _) => found[0].Id,
            (0, null) => throw Refused(VimErrorCause.NOT_FOUND, $"the project sees no outer network (router:external) in account '{account.Id}'. Ask the cloud's administrator for one"),
            (0, _) => throw Refused(VimErrorCause.NOT_FOUND, $"there is no outer network '{named}' (router:external), as outerNetwork of account '{account.Id}' says. Correct it"),
            (_, null) => throw Refused(VimErrorCause.CONFLICT, $"there are several outer networks ({string.Join(", ", found.Select(static n => $"'{n.Name}'").Order(StringComparer.Ordinal).Take(10))}). Name one in outerNetwork of account '{account.Id}'"),
            _ => throw Refused(VimErrorCause.CONFLICT, $"{found.Count} outer networks are called '{named}'. Name one by its identifier in outerNetwork of account '{account.Id}'"),
        };

        VimException Refused(VimErrorCause cause, string why)
            => new(cause, $"port '{record.Key}' wants a floating address and names no network, and {why}, or leave floating_ip_activated out. Nothing was done.", retryable: false, record.Kind, record.Key);
    }
}
