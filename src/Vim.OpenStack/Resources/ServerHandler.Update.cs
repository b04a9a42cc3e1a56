using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Changes of servers: what is there is compared with what is wanted and brought one step nearer each time, so that it may stop and go on anywhere.</summary>
internal sealed partial class ServerHandler
{
    public async Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken)
    {
        var spec = (ComputeSpec)record.Spec;
        if (await RawAsync(account, record, cancellationToken) is not { } server)
        {
            throw new VimException(VimErrorCause.NOT_FOUND, $"compute '{record.Key}' (VIM id {record.VimId}) was deleted at OpenStack by somebody else while it was changed.", retryable: false, record.Kind, record.Key);
        }
        if (server.Status == ServerStates.Verify)
        {
            return await ServerResize.DecideAsync(account, record, spec, server, cancellationToken);
        }
        if (ServerStates.Of(server).IsTransitional())
        {
            return Merge(record, ToObserved(server)) with { Asked = ServerResize.Doubtful(record, spec) };
        }
        if (server.Status is not ("ACTIVE" or "SHUTOFF"))
        {
            throw Unfit(record, server);
        }
        if (server.Name != spec.Name)
        {
            await account.SendAsync(OsCall.Put(OsService.Compute, $"servers/{record.VimId}", new JsonObject { ["server"] = new JsonObject { ["name"] = spec.Name } }).For(record) with { What = "rename the server" }, cancellationToken);
        }
        await MetadataAsync(account, record, spec, server, cancellationToken);
        var addresses = await PortsAsync(account, record, spec, cancellationToken);
        await VolumesAsync(account, record, spec, server, cancellationToken);
        var outputs = ToObserved(server).Outputs with { Addresses = addresses, FlavourId = record.Outputs.FlavourId, ImageId = record.Outputs.ImageId, AttachedPorts = spec.PortKeys, AttachedVolumes = spec.VolumeKeys };
        return await ServerResize.EnsureAsync(account, record, spec, server, ToObserved(server) with { Outputs = outputs }, cancellationToken);
    }

    /// <summary>Confirms a resize; done already, or under way, is success.</summary>
    internal static Task<OsAnswer> ConfirmAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        ActAsync(account, record, new JsonObject { ["confirmResize"] = null }, "confirm the resize or migration", [400, 409], cancellationToken);

    internal static Task<OsAnswer> ActAsync(OsAccount account, ResourceRecord record, JsonObject action, string what, int[] accept, CancellationToken cancellationToken) =>
        account.SendAsync(OsCall.Post(OsService.Compute, $"servers/{record.VimId}/action", action).For(record) with { Accept = accept, What = $"{what} (server {record.VimId})" }, cancellationToken);

    /// <summary>Nova changes servers that run or are switched off; a change of another one would be taken for done.</summary>
    private static VimException Unfit(ResourceRecord record, OsServer server)
    {
        var remedy = server.Status switch
        {
            "PAUSED" or "SUSPENDED" or "SHELVED" or "SHELVED_OFFLOADED" => "START it",
            "RESCUE" => "end its rescue (openstack server unrescue)",
            "ERROR" => $"REBUILD it, or delete it and put it again{(server.Fault?.Message is { Length: > 0 } fault ? $" (Nova says: {fault.TrimEnd('.', ' ')})" : "")}",
            _ => "bring it to ACTIVE or SHUTOFF",
        };
        return new VimException(
            VimErrorCause.CONFLICT,
            $"compute '{record.Key}' (server {record.VimId}) is {server.Status}: Nova changes only servers that are ACTIVE or SHUTOFF. Nothing was done; {remedy}, then put the same again.",
            retryable: false, record.Kind, record.Key);
    }

    private static async Task MetadataAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, OsServer server, CancellationToken cancellationToken)
    {
        var wanted = Metadata(record, spec);
        var present = server.Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal);
        if (wanted.Count != present.Count || wanted.Any(p => present.GetValueOrDefault(p.Key) != (string?)p.Value))
        {
            await account.SendAsync(OsCall.Put(OsService.Compute, $"servers/{record.VimId}/metadata", new JsonObject { ["metadata"] = wanted }).For(record) with { What = "set the server's metadata" }, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<VimAddress>> PortsAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{record.VimId}/os-interface").For(record), cancellationToken);
        var attached = answer.Read(OsJson.Default.InterfacesAnswer).InterfaceAttachments.Select(static i => i.PortId).ToHashSet(StringComparer.Ordinal);
        var addresses = new List<VimAddress>();
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in spec.PortKeys)
        {
            var port = await ServerPorts.ReferredAsync(account, record, key, cancellationToken);
            wanted.Add(port.Id);
            addresses.AddRange(port.Addresses);
            if (!attached.Contains(port.Id))
            {
                var body = new JsonObject { ["interfaceAttachment"] = new JsonObject { ["port_id"] = port.Id } };
                await account.SendAsync(OsCall.Post(OsService.Compute, $"servers/{record.VimId}/os-interface", body).For(record) with { What = $"attach port '{key}' to server '{spec.Name}'" }, cancellationToken);
            }
        }
        foreach (var port in attached.Where(id => !wanted.Contains(id)))
        {
            await account.SendAsync(OsCall.Delete(OsService.Compute, $"servers/{record.VimId}/os-interface/{port}").For(record) with { What = $"detach port {port} from server '{spec.Name}'" }, cancellationToken);
            await DetachedAsync(account, record, spec, port, cancellationToken);
        }
        return addresses;
    }

    /// <summary>Nova answers before it has detached, and does not tell when it fails.</summary>
    private static async Task DetachedAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, string port, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 20; look++)
        {
            var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{record.VimId}/os-interface").For(record), cancellationToken);
            if (!answer.Read(OsJson.Default.InterfacesAnswer).InterfaceAttachments.Any(i => i.PortId == port))
            {
                return;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50 * (look + 1)), account.Time, cancellationToken);
        }
        throw new VimException(VimErrorCause.TIMEOUT, $"Nova took the request to detach port {port} from server '{spec.Name}' ({record.VimId}), but the port is still attached. The log of nova-compute on the server's host tells why; the same call goes on.", retryable: true, record.Kind, record.Key);
    }

    private static async Task VolumesAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, OsServer server, CancellationToken cancellationToken)
    {
        var attached = (server.Volumes ?? []).Select(static v => v.Id!).ToHashSet(StringComparer.Ordinal);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in spec.VolumeKeys)
        {
            var volume = await account.ReferredAsync(record, VimResourceKind.Storage, key, cancellationToken);
            wanted.Add(volume.VimId!);
            if (!attached.Contains(volume.VimId!))
            {
                var body = new JsonObject { ["volumeAttachment"] = new JsonObject { ["volumeId"] = volume.VimId } };
                await account.SendAsync(OsCall.Post(OsService.Compute, $"servers/{record.VimId}/os-volume_attachments", body).For(record) with { What = $"attach volume '{key}' to server '{spec.Name}'" }, cancellationToken);
                await MovedAsync(account, record, spec, volume.VimId!, attached: true, cancellationToken);
            }
        }
        foreach (var volume in attached.Where(id => !wanted.Contains(id)))
        {
            await account.SendAsync(OsCall.Delete(OsService.Compute, $"servers/{record.VimId}/os-volume_attachments/{volume}").For(record) with { What = $"detach volume {volume} from server '{spec.Name}'" }, cancellationToken);
            await MovedAsync(account, record, spec, volume, attached: false, cancellationToken);
        }
    }

    /// <summary>Nova answers before the volume has come or gone, and does not tell when it fails: Cinder then shows it as it was.</summary>
    private static async Task MovedAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, string volume, bool attached, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 30; look++)
        {
            var answer = await account.SendAsync(OsCall.Get(OsService.Volume, $"volumes/{volume}").For(record) with { Accept = [404] }, cancellationToken);
            var now = answer.IsSuccess ? answer.Read(OsJson.Default.VolumeAnswer).Volume : null;
            var here = now?.Attachments?.Any(a => a.ServerId == record.VimId) == true;
            if (now is null or { Status: "available" or "in-use" } && here == attached)
            {
                return;
            }
            if (attached && look > 3 && now is null or { Status: "available" or "error" })
            {
                break; // given back: the attachment failed
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50 * (look + 1)), account.Time, cancellationToken);
        }
        var what = attached ? "attach" : "detach";
        throw new VimException(VimErrorCause.TIMEOUT, $"Nova took the request to {what} volume {volume} {(attached ? "to" : "from")} server '{spec.Name}' ({record.VimId}), but it is not {what}ed. The log of nova-compute on the server's host tells why; the same call goes on.", retryable: true, record.Kind, record.Key);
    }
}
