using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Snapshots: of a server an image, of a volume a volume of its own (a copy). Cinder's snapshots keep their volume from being deleted, which a snapshot of the contract must not.
/// </summary>
internal sealed class SnapshotHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.Snapshot;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        if (IsOfServer(record))
        {
            var images = (await account.SendAsync(OsCall.Get(OsService.Image, $"images?nfv_id={record.Identity}&owner={(await account.Cloud.TokenAsync(cancellationToken)).ProjectId}").For(record), cancellationToken)).Read(OsJson.Default.ImagesAnswer).Images;
            return [.. images.Where(IsOwn).OrderBy(static i => i.CreatedAt).Select(OfImage)];
        }
        var filter = Uri.EscapeDataString($"{{'nfv.id': '{record.Identity}'}}");
        var volumes = (await account.SendAsync(OsCall.Get(OsService.Volume, $"volumes/detail?metadata={filter}").For(record), cancellationToken)).Read(OsJson.Default.VolumesAnswer).Volumes;
        return [.. volumes.Where(v => v.Metadata?.GetValueOrDefault("nfv.id") == record.Identity && v.Status != "deleting").Select(OfVolume).OrderBy(static o => o.CreatedAt)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var call = OsCall.Get(IsOfServer(record) ? OsService.Image : OsService.Volume, IsOfServer(record) ? $"images/{record.VimId}" : $"volumes/{record.VimId}").For(record) with { Accept = [404] };
        var answer = await account.SendAsync(call, cancellationToken);
        return answer.Status == 404 ? null : IsOfServer(record) ? OfImage(answer.Read(OsJson.Default.OsImage)) : OfVolume(answer.Read(OsJson.Default.VolumeAnswer).Volume);
    }

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (SnapshotSpec)record.Spec;
        var source = await account.ReferredAsync(record, spec.SourceKind, spec.SourceKey, cancellationToken);
        var name = spec.Name ?? record.Key;
        if (spec.SourceKind == VimResourceKind.Storage)
        {
            var metadata = new JsonObject([.. ResourceIdentity.Metadata(record).Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))]);
            var volume = new JsonObject { ["name"] = name, ["source_volid"] = source.VimId, ["metadata"] = metadata };
            var copy = OsCall.Post(OsService.Volume, "volumes", new JsonObject { ["volume"] = volume }).For(record) with { What = $"copy volume '{spec.SourceKey}' as snapshot '{name}'" };
            return OfVolume((await account.SendAsync(copy, cancellationToken)).Read(OsJson.Default.VolumeAnswer).Volume);
        }
        if (source.Spec is ComputeSpec { ImageRef: null })
        {
            throw new VimException(VimErrorCause.NOT_SUPPORTED, $"Server '{spec.SourceKey}' boots from a volume: Nova's image of it would keep that volume from being deleted. Take snapshots of its volumes instead. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        var properties = new JsonObject { ["nfv_id"] = record.Identity, ["nfv_tenant"] = record.Tenant, ["nfv_account"] = record.AccountId, ["nfv_key"] = record.Key, ["nfv_kind"] = "snapshot", ["nfv_server"] = source.VimId };
        if (spec.Tags.InstanceId is { Length: > 0 } instance)
        {
            properties["nfv_instance"] = instance;
        }
        if (spec.Tags.ManagedBy is { Length: > 0 } manager)
        {
            properties["nfv_managed_by"] = manager; // else the one of the image below the server would count
        }
        var action = new JsonObject { ["createImage"] = new JsonObject { ["name"] = name, ["metadata"] = properties } };
        var call = OsCall.Post(OsService.Compute, $"servers/{source.VimId}/action", action).For(record) with { What = $"take snapshot '{name}' of server '{spec.SourceKey}'" };
        var answer = await account.SendAsync(call, cancellationToken);
        var id = answer.Body.Length > 0 ? answer.Read(OsJson.Default.CreateImageAnswer).ImageId : null; // in the body from 2.45
        id ??= answer.Location is { } location ? location[(location.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/') : null;
        return new Observed
        {
            VimId = id ?? throw new VimException(VimErrorCause.TRANSIENT, $"Nova took the snapshot of server '{spec.SourceKey}' and did not tell its identifier.", retryable: true, record.Kind, record.Key),
            State = VimResourceState.CREATING,
            Status = "queued",
            Name = name,
        };
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted) => differences.Where(static name => name is not "tags");

    public Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken) => Task.FromResult(now);

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) => await account.SendAsync(
        OsCall.Delete(IsOfServer(record) ? OsService.Image : OsService.Volume, IsOfServer(record) ? $"images/{record.VimId}" : $"volumes/{record.VimId}").For(record) with { What = "delete the snapshot" }, cancellationToken);

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var images = await account.ListAsync(OsService.Image, $"images?nfv_kind=snapshot&owner={project}", OsJson.Default.ImagesAnswer, static a => a.Images, static i => i.Id, static a => a.Next is not null, cancellationToken);
        var found = images.Where(IsOwn).Select(OfImage).Where(static o => o.Mark is not null).ToList();
        if (await account.Cloud.HasAsync(OsService.Volume, cancellationToken))
        {
            var volumes = await account.ListAsync(OsService.Volume, "volumes/detail", OsJson.Default.VolumesAnswer, static a => a.Volumes, static v => v.Id, static a => a.Links.HasNext(), cancellationToken);
            found.AddRange(volumes.Select(OfVolume).Where(o => o.Mark?.IsGenuine(account.Id) == true));
        }
        return found;
    }

    public VimResourceSpec Describe(Observed found) => new SnapshotSpec { Name = found.Name, SourceKind = found.Status.StartsWith("volume:", StringComparison.Ordinal) ? VimResourceKind.Storage : VimResourceKind.Compute, SourceKey = "unknown" };

    private static bool IsOfServer(ResourceRecord record) => ((SnapshotSpec)record.Spec).SourceKind == VimResourceKind.Compute;

    /// <summary>Not somebody's snapshot of a server that was booted from a snapshot of ours: Nova gives it the same properties, but it is of another server.</summary>
    private static bool IsOwn(OsImage image) => image.NfvServer is null || image.InstanceUuid is null || image.NfvServer == image.InstanceUuid;

    private static Observed OfImage(OsImage image)
    {
        var observed = ImageHandler.ToObserved(image);
        return observed with
        {
            State = observed.State == VimResourceState.PENDING_UPLOAD ? VimResourceState.CREATING : observed.State, // Nova fills it
            Mark = observed.Mark is { } mark ? mark with { Kind = VimResourceKind.Snapshot } : null,
        };
    }

    private static Observed OfVolume(OsVolume volume)
    {
        var observed = VolumeHandler.ToObserved(volume);
        return observed with { Mark = ResourceIdentity.Parse(volume.Metadata, VimResourceKind.Snapshot), Status = "volume:" + observed.Status };
    }
}
