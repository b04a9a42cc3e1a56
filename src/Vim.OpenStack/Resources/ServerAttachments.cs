namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What OpenStack shows of the ports, volumes and images of servers, in the keys of a tenant where they are its own. Pure.</summary>
/// <param name="keys">OpenStack's identifier → key.</param>
/// <param name="ports">Server → identifiers of the ports that are bound to it.</param>
internal sealed class ServerAttachments(IReadOnlyDictionary<string, string> keys, ILookup<string, string> ports)
{
    /// <summary>The server with what is attached now: what was asked for in its order, then what somebody else attached.</summary>
    public Observed Show(ResourceRecord record, Observed server) => server with
    {
        Outputs = server.Outputs with
        {
            // While it changes, the record knows better than a list of a moment ago.
            AttachedPorts = record.IsOpen ? record.Outputs.AttachedPorts : Ordered(record.Outputs.AttachedPorts, ports[server.VimId]),
            AttachedVolumes = record.IsOpen || server.VolumeIds is null ? record.Outputs.AttachedVolumes : Ordered(record.Outputs.AttachedVolumes, server.VolumeIds),
            ImageId = server.Outputs.ImageId is { } image && image == server.BootedFrom && image != record.PartId && keys.TryGetValue(image, out var key) ? key : server.Outputs.ImageId,
        },
    };

    private List<string> Ordered(IReadOnlyList<string> before, IEnumerable<string> ids)
    {
        var now = ids.Select(id => keys.GetValueOrDefault(id, id)).ToHashSet(StringComparer.Ordinal);
        return [.. before.Where(now.Contains), .. now.Where(k => !before.Contains(k, StringComparer.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
