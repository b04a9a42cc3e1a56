using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Images of Glance.</summary>
internal sealed class ImageHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.Image;

    /// <summary>Made by one request and filled by another: where the import is refused, the empty image goes.</summary>
    public bool IsComposite => true;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        // With the tag: Nova gives the properties of an image, and so our mark, to every snapshot of a server that was booted from it; those are not ours to adopt or to remove.
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var call = OsCall.Get(OsService.Image, $"images?tag={ResourceIdentity.Mark}&nfv_id={record.Identity}&owner={project}").For(record);
        var found = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.ImagesAnswer).Images;
        return [.. found.Where(static i => i is { ImageType: null, Status: not ("deleted" or "pending_delete" or "killed") }).OrderBy(static i => i.CreatedAt).Select(ToObserved)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Image, $"images/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        if (answer.Status == 404 || answer.Read(OsJson.Default.OsImage) is not { Status: not ("deleted" or "pending_delete") } image)
        {
            return null;
        }
        var seen = ToObserved(image);
        return record.Spec is ImageSpec { SourceUri: not null } ? await ImageImport.JudgeAsync(account, record, image, seen, cancellationToken) : seen;
    }

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        if (spec is { ContentFollows: false, SourceUri: null })
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, $"image '{record.Key}' has neither content that follows nor a sourceUri: OpenStack needs the content. Refer to an image that is in Glance by its name instead. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        if (spec.SourceUri is not null)
        {
            await ImageImport.DemandAsync(account, record, cancellationToken);
        }
        var image = new JsonObject
        {
            ["name"] = spec.Version is null ? spec.Name : $"{spec.Name} {spec.Version}",
            ["container_format"] = (spec.ContainerFormat ?? "BARE").ToLowerInvariant(),
            ["disk_format"] = (spec.DiskFormat ?? "RAW").ToLowerInvariant(),
            ["visibility"] = Word(spec.Visibility ?? VimImageVisibility.PRIVATE),
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
            image["nfv_checksum"] = ImageChecksum.Property(spec.ChecksumAlgorithm, checksum);
        }
        var call = new OsCall(OsService.Image, HttpMethod.Post, "images") { Body = image, What = $"create image '{spec.Name}'" }.For(record);
        var made = ToObserved((await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.OsImage));
        return await AdoptAsync(account, record, made, cancellationToken);
    }

    /// <summary>Starts the import of an image that OpenStack fetches itself.</summary>
    public async Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, Observed found, CancellationToken cancellationToken)
    {
        if (record.Spec is not ImageSpec { SourceUri: not null } || found.Status != "queued" || found.State == VimResourceState.CREATING)
        {
            return found;
        }
        await ImageImport.StartAsync(account, record, found.VimId, cancellationToken); // also one that failed before
        return found with { State = VimResourceState.CREATING, Status = "importing", Error = null };
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted) => differences.Where(static name => name is not ("tags" or "properties" or "visibility" or "name" or "version"));

    /// <summary>Packages with the same content under different names share an image, which keeps the name of the first. Sets the properties of the specification; those that were taken out of it stay, as Glance or an administrator may have set them, too.</summary>
    public async Task<Observed> UpdateAsync(OsAccount account, ResourceRecord record, Observed now, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        if (spec is { Properties.Count: 0, Visibility: null })
        {
            return now;
        }
        var patch = new JsonArray([.. spec.Properties.Select(static p => new JsonObject { ["op"] = "add", ["path"] = "/" + p.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), ["value"] = p.Value })]);
        if (spec.Visibility is { } visibility)
        {
            patch.Add(new JsonObject { ["op"] = "replace", ["path"] = "/visibility", ["value"] = Word(visibility) });
        }
        // Repeatable: adding a property that is there sets it.
        var call = new OsCall(OsService.Image, HttpMethod.Patch, $"images/{record.VimId}") { Body = patch, ContentType = "application/openstack-images-v2.1-json-patch", Repeatable = true, What = $"set properties and visibility of image '{spec.Name}'" };
        await account.SendAsync(call.For(record), cancellationToken);
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
        var begin = content.CanSeek ? content.Position : -1;
        for (var again = false; ; again = true)
        {
            using var body = new CheckedImageContent(content, spec);
            var call = new OsCall(OsService.Image, HttpMethod.Put, $"images/{record.VimId}/file") { Content = body, Timeout = account.Options.UploadTimeout, Accept = [401], What = $"store the content of image '{spec.Name}'" }.For(record);
            OsAnswer answer;
            try
            {
                answer = await account.SendAsync(call, cancellationToken);
            }
            catch (Exception failure) when (failure is VimException or InvalidDataException && body.Wrong is not null)
            {
                throw new VimException(
                    VimErrorCause.INVALID_REQUEST, string.Create(CultureInfo.InvariantCulture, $"The content of image '{record.Key}' is not what was announced: {body.Wrong}. It was not stored; send the right content."), retryable: false, record.Kind, record.Key, failure);
            }
            if (answer.Status != 401)
            {
                break;
            }
            if (begin < 0 || again)
            {
                throw again ? OsErrors.Of(call, answer, account.Id) : new VimException(
                    new VimError { Cause = VimErrorCause.TRANSIENT, Retryable = true, RequestId = answer.RequestId, Message = $"The token of account '{account.Id}' ended before the content of image '{record.Key}' was taken. It was not stored; send it again." },
                    record.Kind, record.Key);
            }
            content.Position = begin; // the token is renewed, and the content there to be sent once more
        }
        return await ReadAsync(account, record, cancellationToken) ?? throw new VimException(VimErrorCause.NOT_FOUND, $"image '{record.Key}' was deleted while its content was sent.", retryable: false, record.Kind, record.Key);
    }

    private static string Word(VimImageVisibility visibility) => visibility.ToString().ToLowerInvariant();

    internal static Observed ToObserved(OsImage image)
    {
        var state = image.Status switch
        {
            "active" when ImageChecksum.IsWrong(image) => VimResourceState.ERROR,
            "active" or "deactivated" => VimResourceState.ACTIVE,
            "queued" when image.OsGlanceImportTask is not null || image.OsGlanceImportingToStores is { Length: > 0 } => VimResourceState.CREATING,
            "queued" when image.OsGlanceFailedImport is { Length: > 0 } => VimResourceState.ERROR,
            "queued" => VimResourceState.PENDING_UPLOAD,
            "saving" or "uploading" or "importing" => VimResourceState.CREATING,
            _ => VimResourceState.ERROR,
        };
        return new Observed
        {
            VimId = image.Id,
            State = state,
            Error = state != VimResourceState.ERROR ? null
                : image.Status == "active" ? new VimError { Cause = VimErrorCause.INVALID_REQUEST, Message = $"The content that Glance has of image {image.Id} is not what was announced: {image.OsHashAlgo} is {image.OsHashValue}, not {image.NfvChecksum}. It is not used; correct the content or the checksum, and make the image anew." }
                : new VimError { Cause = VimErrorCause.INTERNAL, Message = $"Glance reports image {image.Id} as '{image.Status}': its content could not be stored or fetched. Delete it and try again; see Glance's log." },
            Outputs = new VimOutputs { SizeBytes = image.Size },
            Mark = image is { NfvId: { } id, NfvTenant: { } tenant, NfvKey: { } key } ? new ResourceMark(id, tenant, VimResourceKind.Image, key, image.NfvInstance, image.NfvManagedBy) : null,
            Name = image.Name ?? "",
            CreatedAt = image.CreatedAt,
            Status = image.Status,
        };
    }
}
