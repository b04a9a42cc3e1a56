using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Volumes.</summary>
internal sealed class VolumeHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.Storage;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var filter = Uri.EscapeDataString($"{{'nfv.id': '{record.Identity}'}}");
        var found = (await account.SendAsync(OsCall.Get(OsService.Volume, $"volumes/detail?metadata={filter}").For(record), cancellationToken)).Read(OsJson.Default.VolumesAnswer).Volumes;
        return [.. found.Where(v => v.Metadata?.GetValueOrDefault("nfv.id") == record.Identity).Select(ToObserved).OrderBy(static o => o.CreatedAt)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Volume, $"volumes/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 ? null : ToObserved(answer.Read(OsJson.Default.VolumeAnswer).Volume);
    }

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (StorageSpec)record.Spec;
        var metadata = new JsonObject([.. ResourceIdentity.Metadata(record).Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))]);
        var volume = new JsonObject { ["name"] = spec.Name ?? record.Key, ["size"] = spec.SizeGib, ["metadata"] = metadata };
        if (await VolumeTypes.ForAsync(account, record, spec, cancellationToken) is { } chosen)
        {
            volume["volume_type"] = chosen;
        }
        if (spec.Zone is not null)
        {
            volume["availability_zone"] = spec.Zone;
        }
        if (spec.ImageRef is { } image)
        {
            volume["imageRef"] = (await Images.ReferredAsync(account, record, image, cancellationToken)).Id;
        }
        if (spec.SnapshotKey is { } snapshot)
        {
            volume["source_volid"] = (await account.ReferredAsync(record, VimResourceKind.Snapshot, snapshot, cancellationToken)).VimId; // a volume of its own, see SnapshotHandler
        }
        if (spec.SourceVolumeKey is { } source)
        {
            volume["source_volid"] = (await account.ReferredAsync(record, VimResourceKind.Storage, source, cancellationToken)).VimId;
        }
        var call = OsCall.Post(OsService.Volume, "volumes", new JsonObject { ["volume"] = volume }).For(record) with { What = $"create a volume of {spec.SizeGib} GiB for '{record.Key}'" };
        return ToObserved((await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.VolumeAnswer).Volume);
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted)
    {
        foreach (var name in differences)
        {
            if (name == "sizeGib" && ((StorageSpec)wanted).SizeGib < ((StorageSpec)old).SizeGib)
            {
                yield return "sizeGib (a volume cannot shrink)";
            }
            else if (name is not ("sizeGib" or "type" or "name" or "tags"))
            {
                yield return name;
            }
        }
    }

    /// <summary>The specification as far as it came about: a volume that could not grow may be put with the size it has.</summary>
    internal static VimResourceSpec Present(ResourceRecord record) =>
        record is { Unmade: true, Spec: StorageSpec spec, Outputs.SizeBytes: { } bytes } && bytes >> 30 < spec.SizeGib ? spec with { SizeGib = bytes >> 30 } : record.Spec;

    public async Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken)
    {
        var spec = (StorageSpec)record.Spec;
        var volume = await RawAsync(account, record, cancellationToken);
        if (volume.Status is not ("available" or "in-use"))
        {
            return ToObserved(volume);
        }
        if ((spec.Name ?? record.Key) != volume.Name)
        {
            await account.SendAsync(OsCall.Put(OsService.Volume, $"volumes/{record.VimId}", new JsonObject { ["volume"] = new JsonObject { ["name"] = spec.Name ?? record.Key } }).For(record), cancellationToken);
        }
        return await VolumeChanges.NextAsync(account, record, spec, volume, cancellationToken);
    }

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var call = OsCall.Delete(OsService.Volume, $"volumes/{record.VimId}").For(record) with { What = "delete the volume" };
        try
        {
            await account.SendAsync(call, cancellationToken);
        }
        catch (VimException refused) when (refused.Cause == VimErrorCause.CONFLICT)
        {
            if (!await account.KnowsAsync(OsService.Volume, 3, 27, cancellationToken) || !await ForgetVanishedServersAsync(account, record, cancellationToken))
            {
                throw;
            }
            await account.SendAsync(call, cancellationToken);
        }
    }

    /// <summary>
    /// Removes the attachments to servers that no longer exist: a server that found no host can leave its reservation of the volume behind when it is deleted, and nobody but the owner of
    /// the volume would ever end it.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    private static async Task<bool> ForgetVanishedServersAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var removed = false;
        var call = OsCall.Get(OsService.Volume, $"attachments?volume_id={record.VimId}").For(record) with { What = "look for servers that hold the volume" };
        foreach (var attachment in (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.VolumeReservationsAnswer).Attachments)
        {
            if (attachment.Instance is { Length: > 0 } server
                && (await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{server}").For(record) with { Accept = [404] }, cancellationToken)).Status == 404)
            {
                await account.SendAsync(OsCall.Delete(OsService.Volume, $"attachments/{attachment.Id}").For(record) with { What = $"end the attachment to server {server}, which is gone" }, cancellationToken);
                removed = true;
            }
        }
        return removed;
    }

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasAsync(OsService.Volume, cancellationToken))
        {
            return [];
        }
        var all = await account.ListAsync(OsService.Volume, "volumes/detail", OsJson.Default.VolumesAnswer, static a => a.Volumes, static v => v.Id, static a => a.Links.HasNext(), cancellationToken);
        return [.. all.Where(static v => v.Metadata?.ContainsKey("nfv.id") == true).Select(ToObserved)];
    }

    public VimResourceSpec Describe(Observed found) => new StorageSpec { Name = found.Name, SizeGib = Math.Max(1, (found.Outputs.SizeBytes ?? 0) >> 30) };

    internal static Observed ToObserved(OsVolume volume)
    {
        var state = volume.Status switch
        {
            "available" or "in-use" or "attaching" or "detaching" or "reserved" or "maintenance" => VimResourceState.ACTIVE,
            "creating" or "downloading" => VimResourceState.CREATING,
            "deleting" => VimResourceState.DELETING,
            _ when volume.Status.StartsWith("error", StringComparison.Ordinal) => VimResourceState.ERROR,
            _ => VimResourceState.UPDATING,
        };
        return new Observed
        {
            VimId = volume.Id,
            State = state,
            Error = state == VimResourceState.ERROR ? new VimError { Cause = VimErrorCause.INTERNAL, Message = $"Cinder reports volume {volume.Id} as '{volume.Status}'. See the log of cinder-volume; often the back end is full or the image does not fit." } : null,
            Outputs = new VimOutputs
            {
                Zone = volume.AvailabilityZone,
                AttachedTo = volume.Attachments?.FirstOrDefault(static a => !string.IsNullOrEmpty(a.ServerId))?.ServerId,
                SizeBytes = volume.Size << 30,
            },
            Mark = ResourceIdentity.Parse(volume.Metadata, VimResourceKind.Storage),
            Name = volume.Name ?? "",
            CreatedAt = volume.CreatedAt is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : default,
            Status = volume.Status,
        };
    }

    internal static async Task<OsVolume> RawAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        (await account.SendAsync(OsCall.Get(OsService.Volume, $"volumes/{record.VimId}").For(record), cancellationToken)).Read(OsJson.Default.VolumeAnswer).Volume;

    internal static Task<OsAnswer> ActAsync(OsAccount account, ResourceRecord record, JsonObject action, string what, CancellationToken cancellationToken) =>
        account.SendAsync(OsCall.Post(OsService.Volume, $"volumes/{record.VimId}/action", action).For(record) with { What = what }, cancellationToken);
}
