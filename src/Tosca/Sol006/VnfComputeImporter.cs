using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>Compute, storage and boot data of a VDU.</summary>
internal sealed class VnfComputeImporter(Sol006Context context, VnfParts parts)
{
    private readonly Dictionary<string, StorageResource> _volumes = new(StringComparer.Ordinal);

    /// <summary>Volumes that VDUs use, in order of use.</summary>
    public List<StorageResource> Volumes => [.. _volumes.Values];

    /// <summary>The VDU of a flavour; null when it is not a machine or workload that can be started.</summary>
    public Vdu? Vdu(string id, YangNode vdu, YangNode? profile)
    {
        if (vdu.Has("pdu-type"))
        {
            context.Broken(vdu.At, $"VDU '{id}' is a physical device (pdu-type), which cannot be instantiated");
            return null;
        }

        var min = profile?.Int("min-number-of-instances") ?? 1;
        var max = profile?.Int("max-number-of-instances") ?? Math.Max(1, min);
        if (max < min)
        {
            context.Diagnostics.Error("TOSCA0314", profile!.At, $"VDU '{id}' has at least {min} but at most {max} instances", "SOL006 §6", "raise max-number-of-instances");
        }

        var containers = vdu.Texts("os-container-desc");
        foreach (var missing in containers.Where(c => !parts.Containers.ContainsKey(c)))
        {
            context.Broken(vdu["os-container-desc"]!.At, $"VDU '{id}' runs the container '{missing}', which is not described", missing, parts.Containers.Keys);
        }

        var image = parts.Image(vdu["sw-image-desc"]);
        var (disks, volumes) = Storage(id, vdu, image);
        var boot = Boot(id, vdu);
        return new Vdu
        {
            Id = id,
            Name = vdu.Text("name") ?? id,
            Description = vdu.Text("description"),
            IsContainer = containers.Count > 0,
            ContainerIds = containers,
            Compute = containers.Count > 0 ? ContainerCompute(containers) : Compute(id, vdu, disks),
            StorageIds = volumes,
            SwImage = image ?? containers.Select(c => parts.Containers.GetValueOrDefault(c)).OfType<YangNode>().Select(c => parts.Image(c["sw-image-desc"])).FirstOrDefault(i => i is not null),
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max,
            InitialDelta = min,
            BootData = boot?.Content,
            BootDataDetails = boot,
            BootOrder = vdu.List("boot-order").OrderBy(b => b.Int("key") ?? 0).Select(b => b.Text("value")).OfType<string>().Where(volumes.Contains).ToList(),
            MaintenanceInfo = Words.Maintenance(profile),
            MonitoringParameters = Words.Monitoring(vdu),
            NfviConstraints = vdu.Texts("nfvi-constraint").Distinct(StringComparer.Ordinal).ToDictionary(c => c, _ => "true", StringComparer.Ordinal),
            ConfigurableProperties = vdu["configurable-properties"]?.Json(),
            McioConstraintParameters = vdu.Texts("mcio-constraint-params"),
            McioName = vdu["mcio-identification-data"]?.Text("name"),
            McioType = vdu["mcio-identification-data"]?.Text("type"),
        };
    }

    public List<OsContainer> Containers() => parts.Containers.Select(p => new OsContainer
    {
        Id = p.Key,
        Name = p.Value.Text("name") ?? p.Key,
        Description = p.Value.Text("description"),
        SwImage = parts.Image(p.Value["sw-image-desc"]),
        RequestedMilliCpu = p.Value.Int("requested-cpu-resources"),
        MilliCpuLimit = p.Value.Int("cpu-resource-limit"),
        RequestedMemoryBytes = Bytes(p.Value.Number("requested-memory-resources")),
        MemoryLimitBytes = Bytes(p.Value.Number("memory-resource-limit")),
        RequestedEphemeralStorageBytes = Bytes(p.Value.Number("requested-ephemeral-storage-resources")),
        EphemeralStorageLimitBytes = Bytes(p.Value.Number("ephemeral-storage-resource-limit")),
        ExtendedResources = p.Value.List("extended-resource-requests").Where(r => r.Text("extended-resource") is not null).DistinctBy(r => r.Text("extended-resource")).ToDictionary(r => r.Text("extended-resource")!, r => (long)(r.Number("amount") ?? 1), StringComparer.Ordinal),
    }).ToList();

    private static long? Bytes(double? gigabytes) => gigabytes is { } g ? Words.Bytes(g) : null;

    private VirtualCompute ContainerCompute(IReadOnlyList<string> ids)
    {
        var list = Containers().Where(c => ids.Contains(c.Id, StringComparer.Ordinal)).ToList();
        return new VirtualCompute
        {
            NumVirtualCpu = Math.Max(1, (int)Math.Ceiling(list.Sum(c => (double)(c.RequestedMilliCpu ?? 1000)) / 1000)),
            VirtualMemSizeMiB = Math.Max(64, list.Sum(c => ((c.RequestedMemoryBytes ?? 0) + 1048575) / 1048576)),
        };
    }

    private VirtualCompute Compute(string id, YangNode vdu, List<long> disks)
    {
        var reference = vdu["virtual-compute-desc"];
        var found = parts.Take(parts.Computes, reference?.Value);
        if (found is null)
        {
            context.Broken((reference ?? vdu).At, reference is null ? $"VDU '{id}' has no virtual-compute-desc" : $"VDU '{id}' refers to the virtual-compute-desc '{reference.Value}', which is not there", reference?.Value, parts.Computes.Keys);
            return new VirtualCompute { NumVirtualCpu = 1, VirtualMemSizeMiB = 1 };
        }

        var (cpu, memory) = (found["virtual-cpu"], found["virtual-memory"]);
        var count = cpu?.Int("num-virtual-cpu");
        var size = memory?.Number("size");
        if (size is null or <= 0)
        {
            context.Diagnostics.Deviation("TOSCA0505", (memory ?? found).At, $"virtual-compute-desc '{reference!.Value}' has no virtual-memory size; 1 GB is taken, which is the default of SOL006", "SOL006 §6");
        }

        var mebibytes = Words.Mebibytes(size is > 0 ? size.Value : 1);
        var extra = cpu?.Pairs("vdu-cpu-requirements") ?? [];
        foreach (var (key, value) in memory?.Pairs("vdu-mem-requirements") ?? [])
        {
            extra[key] = value;
        }

        var logical = found.List("logical-node").Concat(vdu.List("logical-node")).Where(l => l.Text("id") is not null).DistinctBy(l => l.Text("id"))
            .ToDictionary(l => l.Text("id")!, l => (IReadOnlyDictionary<string, string>)l.Pairs("requirement-detail"), StringComparer.Ordinal);
        foreach (var (node, requirements) in logical)
        {
            foreach (var (key, value) in requirements)
            {
                extra[$"{node}.{key}"] = value;
            }
        }

        if (found.Text("compute-requirements") is { } requirement)
        {
            extra["compute-requirements"] = requirement;
        }

        var pinning = cpu?["pinning"];
        var policy = pinning?.Identity("policy");
        disks.AddRange(found.List("virtual-disk").Select(d => Words.Bytes(d.Number("size-of-storage") ?? 0)).Where(b => b > 0));
        return new VirtualCompute
        {
            NumVirtualCpu = Math.Max(1, count ?? 1),
            CpuArchitecture = cpu?.Text("cpu-architecture"),
            CpuClockHz = cpu?.Number("clock") is { } megahertz ? (long)(megahertz * 1e6) : null,
            CpuPinningPolicy = policy,
            DedicatedCpus = policy is "static" or "dedicated",
            CpuPinningRules = pinning?.Pairs("rule").Select(r => $"{r.Key}:{r.Value}").ToList() ?? [],
            CpuThreadPolicy = pinning?.Identity("thread-policy"),
            CpuOversubscriptionPolicy = cpu?.Text("oversubscription-policy"),
            VirtualMemSizeMiB = mebibytes,
            NumaEnabled = (memory?.Bool("numa-enabled") ?? false) || memory?.Has("numa-node-policy") == true,
            NumaNodes = memory?["numa-node-policy"]?.Int("node-cnt"),
            MemoryOversubscriptionPolicy = memory?.Text("over-subscription-policy"),
            Hugepages = PageSize(memory?.Text("mempage-size")) is { } kibibytes ? [new HugepagesRequirement(kibibytes, mebibytes)] : [],
            LocalStorageBytes = disks,
            ExtraRequirements = extra,
            LogicalNodes = logical,
            RequestedAdditionalCapabilities = found.List("request-additional-capability").Concat(vdu.List("request-additional-capability")).Where(c => c.Text("name") is not null)
                .Select(c => new RequestedAdditionalCapability(c.Text("name")!, c.Bool("support-mandatory") ?? false, c.Pairs("target-performance-parameters"))).ToList(),
        };
    }

    /// <summary>OSM's page sizes; <c>PREFER_LARGE</c> and <c>SMALL</c> ask for nothing that must be there.</summary>
    private static long? PageSize(string? text) => text?.ToUpperInvariant() switch
    {
        "LARGE" => 0,
        "SIZE_2MB" => 2048,
        "SIZE_1GB" => 1024 * 1024,
        _ => null,
    };

    private (List<long> Disks, List<string> Volumes) Storage(string id, YangNode vdu, SwImage? image)
    {
        var (disks, volumes) = (new List<long>(), new List<string>());
        foreach (var reference in vdu.List("virtual-storage-desc"))
        {
            if (reference.Value is not { } name || parts.Take(parts.Storages, name) is not { } storage)
            {
                context.Broken(reference.At, $"VDU '{id}' refers to the virtual-storage-desc '{reference.Value}', which is not there", reference.Value, parts.Storages.Keys);
                continue;
            }

            var kind = storage.Identity("type-of-storage") ?? "root-storage";
            var block = storage["block-storage-data"];
            var bytes = Words.Bytes((block ?? storage["object-storage-data"] ?? storage["file-storage-data"] ?? storage).Number("size-of-storage", "max-size-of-storage") ?? 0);
            var own = parts.Image(block?["sw-image-desc"] ?? storage["sw-image-desc"]);
            if (own is null && kind is "root-storage" or "root" or "ephemeral-storage" or "ephemeral")
            {
                disks.Insert(kind.StartsWith("root", StringComparison.Ordinal) ? 0 : disks.Count, bytes);
            }
            else if (kind.StartsWith("swap", StringComparison.Ordinal))
            {
                context.Loss(storage.At, $"'virtual-storage-desc' '{name}' is swap space, which is not made");
            }
            else
            {
                volumes.Add(name);
                _volumes.TryAdd(name, Volume(name, storage, kind, block, bytes, own));
            }
        }

        // a machine that boots from its own image needs a disk for it
        if (disks.Count == 0 && image?.MinDiskBytes is { } least)
        {
            disks.Add(least);
        }

        disks.RemoveAll(d => d <= 0);
        return (disks, volumes);
    }

    private static StorageResource Volume(string name, YangNode storage, string kind, YangNode? block, long bytes, SwImage? image) => new()
    {
        Id = name,
        Kind = kind.Contains("object", StringComparison.Ordinal) || storage.Has("object-storage-data") ? "OBJECT" : kind.Contains("file", StringComparison.Ordinal) || storage.Has("file-storage-data") ? "FILE" : "BLOCK",
        SizeBytes = bytes,
        RdmaEnabled = (block ?? storage).Bool("rdma-enabled") ?? false,
        PerVnfcInstance = storage.Bool("per-vnfc-instance") ?? true,
        SwImage = image,
        FileSystemProtocol = storage["file-storage-data"]?.Text("file-system-protocol"),
        VirtualLinkId = storage["file-storage-data"]?.Text("int-virtual-link-desc"),
        MaintenanceInfo = Words.Maintenance(storage),
        Requirements = (block ?? storage).Pairs("vdu-storage-requirements"),
    };

    private BootData? Boot(string id, YangNode vdu)
    {
        if (vdu.Text("boot-data", "cloud-init") is { } text)
        {
            return new BootData { Content = text };
        }

        if (vdu["cloud-init-file"] is not { Value: { } name } at)
        {
            return null;
        }

        if (context.File(name, "cloud_init", "cloud-init") is not { } path)
        {
            context.Diagnostics.Deviation("TOSCA0320", at.At, $"boot data of VDU '{id}' is the file 'cloud_init/{name}', which is not in the package; the VNFC boots without it", "SOL006 §6", "add the file");
            return null;
        }

        return new BootData { SourcePath = path, Content = context.ReadText(path) };
    }
}
