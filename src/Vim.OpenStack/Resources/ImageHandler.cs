using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Images of Glance.</summary>
internal sealed class ImageHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.Image;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var found = (await account.SendAsync(OsCall.Get(OsService.Image, $"images?nfv_id={record.Identity}&owner={(await account.Cloud.TokenAsync(cancellationToken)).ProjectId}").For(record), cancellationToken)).Read(OsJson.Default.ImagesAnswer).Images;
        return [.. found.Where(static i => i.Status is not ("deleted" or "pending_delete" or "killed")).OrderBy(static i => i.CreatedAt).Select(ToObserved)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Image, $"images/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 || answer.Read(OsJson.Default.OsImage) is { Status: "deleted" or "pending_delete" } ? null : ToObserved(answer.Read(OsJson.Default.OsImage));
    }

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        if (spec is { ContentFollows: false, SourceUri: null })
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, $"image '{record.Key}' has neither content that follows nor a sourceUri: OpenStack needs the content. Refer to an image that is in Glance by its name instead. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        var image = new JsonObject
        {
            ["name"] = spec.Version is null ? spec.Name : $"{spec.Name} {spec.Version}",
            ["container_format"] = (spec.ContainerFormat ?? "BARE").ToLowerInvariant(),
            ["disk_format"] = (spec.DiskFormat ?? "RAW").ToLowerInvariant(),
            ["visibility"] = "private",
            ["tags"] = new JsonArray(ResourceIdentity.Mark),
            ["nfv_id"] = record.Identity,
            ["nfv_tenant"] = record.Tenant,
            ["nfv_account"] = record.AccountId,
            ["nfv_key"] = record.Key,
        };
        if (spec.Tags.InstanceId is { Length: > 0 } instance)
        {
            image["nfv_instance"] = instance;
        }
        if (spec.Tags.ManagedBy is { Length: > 0 } manager)
        {
            image["nfv_managed_by"] = manager;
        }
        foreach (var (name, value) in spec.Properties)
        {
            image[name] = value;
        }
        if (spec.MinDiskGib is { } disk)
        {
            image["min_disk"] = disk;
        }
        if (spec.MinMemoryMib is { } memory)
        {
            image["min_ram"] = memory;
        }
        if (spec.Checksum is { } checksum)
        {
            image["nfv_checksum"] = $"{spec.ChecksumAlgorithm}:{checksum}";
        }
        var call = new OsCall(OsService.Image, HttpMethod.Post, "images") { Body = image, What = $"create image '{spec.Name}'" }.For(record);
        var made = ToObserved((await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.OsImage));
        return await AdoptAsync(account, record, made, cancellationToken);
    }

    /// <summary>Starts the import of an image that OpenStack fetches itself.</summary>
    public async Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, Observed found, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        if (spec.SourceUri is null || found.Status != "queued")
        {
            return found;
        }
        var method = new JsonObject { ["method"] = new JsonObject { ["name"] = "web-download", ["uri"] = spec.SourceUri } };
        // 409: an import that was asked for by a lost answer is under way.
        await account.SendAsync(OsCall.Post(OsService.Image, $"images/{found.VimId}/import", method).For(record) with { Accept = [409], What = $"import image '{spec.Name}' from {spec.SourceUri} (method web-download)" }, cancellationToken);
        return found with { State = VimResourceState.CREATING, Status = "importing" };
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted) => differences.Where(static name => name is not ("tags" or "properties" or "name" or "version"));

    /// <summary>Packages with the same content under different names share an image, which keeps the name of the first. Sets the properties of the specification; those that were taken out of it stay, as Glance or an administrator may have set them, too.</summary>
    public async Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        if (spec.Properties.Count == 0)
        {
            return now;
        }
        var patch = new JsonArray([.. spec.Properties.Select(static p => new JsonObject { ["op"] = "add", ["path"] = "/" + p.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), ["value"] = p.Value })]);
        using var body = new StringContent(patch.ToJsonString(), System.Text.Encoding.UTF8, "application/openstack-images-v2.1-json-patch");
        await account.SendAsync(new OsCall(OsService.Image, HttpMethod.Patch, $"images/{record.VimId}") { Content = body, What = $"set the properties of image '{spec.Name}'" }.For(record), cancellationToken);
        return now;
    }

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        account.Images.Forget(record.VimId!);
        await account.SendAsync(OsCall.Delete(OsService.Image, $"images/{record.VimId}").For(record) with { What = "delete the image" }, cancellationToken);
    }

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        // An administrator is shown those of all projects, where another installation may have made some for a tenant and an account of the same names.
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var all = await account.ListAsync(OsService.Image, $"images?tag={ResourceIdentity.Mark}&owner={project}", OsJson.Default.ImagesAnswer, static a => a.Images, static i => i.Id, static a => a.Next is not null, cancellationToken);
        return [.. all.Select(ToObserved).Where(static o => o.Mark?.Kind == VimResourceKind.Image)];
    }

    public VimResourceSpec Describe(Observed found) => new ImageSpec { Name = found.Name, SizeBytes = found.Outputs.SizeBytes };

    /// <summary>Sends the content, once; answers the image as it is afterwards.</summary>
    public async Task<Observed> UploadAsync(OsAccount account, ResourceRecord record, Stream content, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        using var body = new CheckedImageContent(content, spec);
        var call = new OsCall(OsService.Image, HttpMethod.Put, $"images/{record.VimId}/file") { Content = body, Timeout = account.Options.UploadTimeout, What = $"store the content of image '{spec.Name}'" }.For(record);
        try
        {
            await account.SendAsync(call, cancellationToken);
        }
        catch (Exception failure) when (failure is VimException or InvalidDataException && body.Wrong is not null)
        {
            throw new VimException(
                VimErrorCause.INVALID_REQUEST, string.Create(CultureInfo.InvariantCulture, $"The content of image '{record.Key}' is not what was announced: {body.Wrong}. It was not stored; send the right content."), retryable: false, record.Kind, record.Key, failure);
        }
        return await ReadAsync(account, record, cancellationToken) ?? throw new VimException(VimErrorCause.NOT_FOUND, $"image '{record.Key}' was deleted while its content was sent.", retryable: false, record.Kind, record.Key);
    }

    internal static Observed ToObserved(OsImage image)
    {
        var state = image.Status switch
        {
            "active" or "deactivated" => VimResourceState.ACTIVE,
            "queued" => VimResourceState.PENDING_UPLOAD,
            "saving" or "uploading" or "importing" => VimResourceState.CREATING,
            _ => VimResourceState.ERROR,
        };
        return new Observed
        {
            VimId = image.Id,
            State = state,
            Error = state == VimResourceState.ERROR ? new VimError { Cause = VimErrorCause.INTERNAL, Message = $"Glance reports image {image.Id} as '{image.Status}': its content could not be stored or fetched. Delete it and try again; see Glance's log." } : null,
            Outputs = new VimOutputs { SizeBytes = image.Size },
            Mark = image is { NfvId: { } id, NfvTenant: { } tenant, NfvKey: { } key } ? new ResourceMark(id, tenant, VimResourceKind.Image, key, image.NfvInstance, image.NfvManagedBy) : null,
            Name = image.Name ?? "",
            CreatedAt = image.CreatedAt,
            Status = image.Status,
        };
    }
}
