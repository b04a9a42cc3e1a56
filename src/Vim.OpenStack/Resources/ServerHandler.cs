using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Servers of Nova.</summary>
internal sealed partial class ServerHandler : IResourceHandler
{
    public VimResourceKind Kind => VimResourceKind.Compute;

    public async Task<IReadOnlyList<Observed>> FindAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var filter = await account.KnowsAsync(OsService.Compute, 2, 52, cancellationToken) ? $"tags=nfv-{record.Identity}" : $"name={Uri.EscapeDataString(System.Text.RegularExpressions.Regex.Escape(record.Spec is ComputeSpec spec ? spec.Name : ""))}";
        var found = (await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/detail?{filter}").For(record), cancellationToken)).Read(OsJson.Default.ServersAnswer).Servers;
        return [.. found.Where(s => s.Metadata?.GetValueOrDefault("nfv.id") == record.Identity && !ServerStates.IsGone(s)).OrderBy(static s => s.Created).ThenBy(static s => s.Id, StringComparer.Ordinal).Select(ToObserved)];
    }

    public async Task<Observed?> ReadAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        await RawAsync(account, record, cancellationToken) is { } server ? Merge(record, ToObserved(server)) : null;

    public async Task<Observed> CreateAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (ComputeSpec)record.Spec;
        var addresses = new List<VimAddress>();
        var networks = new JsonArray();
        foreach (var key in spec.PortKeys)
        {
            var port = await ServerPorts.ReferredAsync(account, record, key, cancellationToken);
            networks.Add(new JsonObject { ["port"] = port.Id });
            addresses.AddRange(port.Addresses);
        }
        var server = new JsonObject { ["name"] = spec.Name, ["metadata"] = Metadata(record, spec) };
        var image = spec.ImageRef is { } reference ? await Images.ReferredAsync(account, record, reference, cancellationToken) : null;
        if (image is null && spec.VolumeKeys.Count == 0)
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, $"compute '{record.Key}' has neither an image nor a volume to boot from. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        var flavour = await account.Flavours.ForAsync(record, spec, DiskOf(spec, image), cancellationToken);
        if (flavour.Ephemeral < FlavourBook.FurtherOf(spec))
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"compute '{record.Key}' has further disks of {FlavourBook.FurtherOf(spec)} GiB on the host, and flavour {flavour.Name} has room for {flavour.Ephemeral} GiB of them (ephemeral). Nothing was done; name another flavour, or none: then one that fits is found or made."), retryable: false, record.Kind, record.Key);
        }
        server["flavorRef"] = flavour.Id;
        if (image is not null)
        {
            server["imageRef"] = image.Id;
        }
        if (spec.VolumeKeys.Count > 0 || spec.FurtherDisksGib.Count > 0)
        {
            server["block_device_mapping_v2"] = await DisksAsync(account, record, spec, image, cancellationToken);
        }
        server["networks"] = networks.Count > 0 ? networks : await account.KnowsAsync(OsService.Compute, 2, 37, cancellationToken) ? (JsonNode)"none" : networks;
        if (spec.UserData is { } userData)
        {
            server["user_data"] = userData;
        }
        if (spec.ConfigDrive)
        {
            server["config_drive"] = true;
        }
        if ((spec.KeyPairRef ?? await account.KeyPair.NameAsync(record, cancellationToken)) is { } keyPair)
        {
            server["key_name"] = keyPair;
        }
        if (spec.Zone is { } zone)
        {
            server["availability_zone"] = zone;
        }
        if (spec.HostHint is { } host)
        {
            if (!await account.KnowsAsync(OsService.Compute, 2, 74, cancellationToken))
            {
                throw new VimException(VimErrorCause.NOT_SUPPORTED, $"compute '{record.Key}' is to be on host '{host}', and Nova of account '{account.Id}' is too old to be told one that it still checks (microversion 2.74). Nothing was done; leave the host to Nova, or name a zone.", retryable: false, record.Kind, record.Key);
            }
            server["host"] = host;
        }
        if (await account.KnowsAsync(OsService.Compute, 2, 52, cancellationToken))
        {
            server["tags"] = new JsonArray(ResourceIdentity.Mark, $"nfv-{record.Identity}");
        }
        var body = new JsonObject { ["server"] = server };
        if (await GroupAsync(account, record, spec, cancellationToken) is { } group)
        {
            body["os:scheduler_hints"] = new JsonObject { ["group"] = group };
        }
        var call = OsCall.Post(OsService.Compute, "servers", body).For(record) with { What = $"create server '{spec.Name}' (flavour {flavour.Name})" };
        var made = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.ServerAnswer).Server;
        return new Observed
        {
            VimId = made.Id,
            State = VimResourceState.CREATING,
            Outputs = new VimOutputs { FlavourId = flavour.Id, Vcpus = flavour.Vcpus, MemoryMib = flavour.Ram, Addresses = addresses, AttachedPorts = spec.PortKeys, AttachedVolumes = spec.VolumeKeys, ImageId = spec.ImageRef },
            CreatedAt = account.Time.GetUtcNow(),
            Status = "BUILD",
            PartId = image?.Id,
        };
    }

    /// <summary>The flavour that a server like this would get without one being made; null: none.</summary>
    public static async Task<VimFlavour?> FindFlavourAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var spec = (ComputeSpec)record.Spec;
        var image = spec.ImageRef is { } reference ? await Images.ReferredAsync(account, record, reference, cancellationToken) : null;
        return await account.Flavours.FindAsync(spec, DiskOf(spec, image), cancellationToken) is { } found
            ? new VimFlavour { Id = found.Id, Name = found.Name, Vcpus = found.Vcpus, MemoryMib = found.Ram, DiskGib = found.Disk }
            : null;
    }

    /// <summary>What the lost answer would have told.</summary>
    public Task<Observed> AdoptAsync(OsAccount account, ResourceRecord record, Observed found, CancellationToken cancellationToken)
    {
        var spec = (ComputeSpec)record.Spec;
        return Task.FromResult(found with { PartId = found.BootedFrom, Outputs = found.Outputs with { AttachedPorts = spec.PortKeys, AttachedVolumes = spec.VolumeKeys, ImageId = spec.ImageRef } });
    }

    public IEnumerable<string> Fixed(IReadOnlyList<string> differences, VimResourceSpec old, VimResourceSpec wanted) => differences.Where(static name =>
        name is not ("name" or "vcpus" or "memoryMib" or "diskGib" or "cpuPolicy" or "hugepageSizeKib" or "numaNodes" or "pciDevices" or "cpuThreadPolicy" or "flavourProperties" or "flavourRef" or "metadata" or "portKeys" or "volumeKeys" or "tags"));

    public async Task DeleteAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        await account.SendAsync(OsCall.Delete(OsService.Compute, $"servers/{record.VimId}").For(record) with { What = "delete the server" }, cancellationToken);

    public async Task<IReadOnlyList<Observed>> ListAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var filter = await account.KnowsAsync(OsService.Compute, 2, 52, cancellationToken) ? $"?tags={ResourceIdentity.Mark}" : "";
        var all = await account.ListAsync(OsService.Compute, $"servers/detail{filter}", OsJson.Default.ServersAnswer, static a => a.Servers, static s => s.Id, static a => a.Links.HasNext(), cancellationToken);
        return [.. all.Where(static s => s.Metadata?.ContainsKey("nfv.id") == true && !ServerStates.IsGone(s)).Select(ToObserved)];
    }

    public VimResourceSpec Describe(Observed found) => new ComputeSpec { Name = found.Name, Vcpus = 1, MemoryMib = 1 };

    internal static Observed ToObserved(OsServer server)
    {
        var state = ServerStates.Of(server);
        return new Observed
        {
            VimId = server.Id,
            State = state,
            Error = state == VimResourceState.ERROR ? OsErrors.OfFault(server) : null,
            Outputs = new VimOutputs { Host = server.Host ?? server.Hypervisor, Zone = server.Zone is { Length: > 0 } zone ? zone : null, FlavourId = server.Flavor?.Id ?? server.Flavor?.OriginalName, Vcpus = server.Flavor?.Vcpus, MemoryMib = server.Flavor?.Ram },
            Mark = ResourceIdentity.Parse(server.Metadata, VimResourceKind.Compute),
            Name = server.Name,
            CreatedAt = server.Created,
            Status = server.Status,
            Task = server.TaskState,
            BootedFrom = server.ImageId,
            VolumeIds = server.Volumes is { } volumes ? [.. volumes.Select(static v => v.Id!)] : null,
            IsUnexplained = state == VimResourceState.ERROR && server.Fault is null,
        };
    }

    /// <summary>What Nova does not tell with a server (addresses by port, the flavour's identifier) is kept from before.</summary>
    internal static Observed Merge(ResourceRecord record, Observed now) => now with
    {
        Outputs = now.Outputs with
        {
            Addresses = record.Outputs.Addresses,
            FlavourId = record.Outputs.FlavourId ?? now.Outputs.FlavourId,
            // Another one: somebody else rebuilt it.
            ImageId = record.PartId is { } ours && now.BootedFrom is { } booted ? booted == ours ? (record.Spec as ComputeSpec)?.ImageRef : booted : record.Outputs.ImageId,
            AttachedPorts = record.Outputs.AttachedPorts,
            AttachedVolumes = record.Outputs.AttachedVolumes,
            Vcpus = now.Outputs.Vcpus ?? record.Outputs.Vcpus,
            MemoryMib = now.Outputs.MemoryMib ?? record.Outputs.MemoryMib,
        },
    };

    private static async Task<OsServer?> RawAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{record.VimId}").For(record) with { Accept = [404] }, cancellationToken);
        return answer.Status == 404 || answer.Read(OsJson.Default.ServerAnswer).Server is var server && ServerStates.IsGone(server) ? null : server;
    }

    /// <summary>Nova lets only administrators boot an image on a flavour without a disk.</summary>
    private static long DiskOf(ComputeSpec spec, OsImage? image) => image is null
        ? spec.DiskGib
        : Math.Max(spec.DiskGib, Math.Max(1, Math.Max(image.MinDisk ?? 0, ((image.VirtualSize ?? image.Size ?? 0) + (1L << 30) - 1) >> 30)));

    private static JsonObject Metadata(ResourceRecord record, ComputeSpec spec)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in spec.Metadata)
        {
            metadata[name] = value;
        }
        foreach (var (name, value) in ResourceIdentity.Metadata(record))
        {
            metadata[name] = value;
        }
        return metadata;
    }

    private static async Task<JsonArray> DisksAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, OsImage? image, CancellationToken cancellationToken)
    {
        var disks = new JsonArray();
        if (image is not null)
        {
            disks.Add(new JsonObject { ["uuid"] = image.Id, ["source_type"] = "image", ["destination_type"] = "local", ["boot_index"] = 0, ["delete_on_termination"] = true });
        }
        foreach (var gib in spec.FurtherDisksGib)
        {
            disks.Add(new JsonObject { ["source_type"] = "blank", ["destination_type"] = "local", ["volume_size"] = gib, ["boot_index"] = -1, ["delete_on_termination"] = true });
        }
        foreach (var (i, key) in spec.VolumeKeys.Index())
        {
            var volume = await account.ReferredAsync(record, VimResourceKind.Storage, key, cancellationToken);
            disks.Add(new JsonObject { ["uuid"] = volume.VimId, ["source_type"] = "volume", ["destination_type"] = "volume", ["boot_index"] = image is null && i == 0 ? 0 : -1, ["delete_on_termination"] = false });
        }
        return disks;
    }

    private static async Task<string?> GroupAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, CancellationToken cancellationToken)
    {
        if (spec.AffinityGroupKeys.Count > 1)
        {
            throw new VimException(VimErrorCause.NOT_SUPPORTED, $"compute '{record.Key}' is in {spec.AffinityGroupKeys.Count} affinity groups ({string.Join(", ", spec.AffinityGroupKeys)}): Nova lets a server be in one. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        return spec.AffinityGroupKeys.Count == 0 ? null : (await account.ReferredAsync(record, VimResourceKind.AffinityGroup, spec.AffinityGroupKeys[0], cancellationToken)).VimId;
    }
}
