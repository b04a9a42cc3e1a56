using System.Text.Json;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>
/// A VNF with a bit of everything. Flavour <c>small</c>: front (its own volume, external and internal port) and back (boots from a volume, shares one); aspect <c>load</c> with
/// non-uniform deltas. Flavour <c>big</c>: front is larger, back is gone, cache is new.
/// </summary>
internal static class TestVnfd
{
    public const string Id = "11111111-0000-4000-8000-000000000001";

    public static VnfDescriptor Descriptor { get; } = new()
    {
        DescriptorId = Id,
        DescriptorVersion = "1",
        Provider = "us",
        ProductName = "everything",
        SoftwareVersion = "1.0",
        DefaultFlavourId = "small",
        LocalizationLanguages = ["en", "de"],
        DefaultLocalizationLanguage = "en",
        ConfigurableProperties = Json("""{"greeting":"hello","retries":3}"""),
        ModifiableAttributes = Json("""{"extensions":{"peer":"none"},"metadata":{"owner":"nobody"}}"""),
        Flavours =
        [
            Flavour("small", [Vdu("front", 1, 2048, ["data"]), Boot("back", ["boot", "shared"])]),
            Flavour("big", [Vdu("front", 2, 4096, ["data"]), Vdu("cache", 1, 1024, [])]) with { Description = "resized, and another shape" },
        ],
    };

    public const string NextId = "11111111-0000-4000-8000-000000000002";

    /// <summary>The next version: other software in front (a disk of its own) and back (boots from a volume), and a probe that is new.</summary>
    public static VnfDescriptor Next { get; } = Descriptor with
    {
        DescriptorId = NextId,
        DescriptorVersion = "2",
        SoftwareVersion = "2.0",
        Flavours =
        [
            NextFlavour(Flavour("small", [Renewed("front", 1, 2048, ["data"]), Boot("back", ["boot", "shared"]), Vdu("probe", 1, 512, [])])),
            NextFlavour(Flavour("big", [Renewed("front", 2, 4096, ["data"]), Vdu("cache", 1, 1024, []), Vdu("probe", 1, 512, [])])),
        ],
    };

    /// <summary>The next version with other names: front is called web, its volume files, its ports web_in and web_out, the link inside; the policy says which is which, in both directions.</summary>
    public static VnfDescriptor Renamed { get; } = Next with { Flavours = [Rename(Next.Flavours[0])] };

    /// <summary>A descriptor with scripts around snapshots and changes of package.</summary>
    public static VnfDescriptor WithScripts(VnfDescriptor vnfd, string file) => vnfd with
    {
        Flavours = [.. vnfd.Flavours.Select(f => f with
        {
            LifecycleInterfaces =
            [
                .. new[] { ("Vnflcm", "create_snapshot_start"), ("Vnflcm", "create_snapshot_end"), ("Vnflcm", "revert_to_snapshot_start"), ("Vnflcm", "revert_to_snapshot_end"),
                    ("ChangeCurrentVnfPackage", "change_current_package_start"), ("ChangeCurrentVnfPackage", "change_current_package"), ("ChangeCurrentVnfPackage", "change_current_package_end") }
                    .Select(o => new LifecycleOperation { Interface = o.Item1, Operation = o.Item2, Implementation = file, Artifact = new LifecycleArtifact { Name = file, Path = $"Scripts/{file}.sh" } }),
            ],
        })],
    };

    /// <summary>One VDU with a port inside and a port outside, and levels of 10 and of many.</summary>
    public static VnfDescriptor Many(int count) => Descriptor with
    {
        Flavours =
        [
            Flavour("small", [Vdu("front", 1, 256, []) with { MaxNumberOfInstances = count }]) with
            {
                AffinityRules = [],
                ScalingAspects = [],
                InstantiationLevels = [ManyLevel("ten", 10), ManyLevel("thousand", count)],
                DefaultInstantiationLevelId = "ten",
                InternalVirtualLinks = [new InternalVirtualLink { Id = "inner", ProtocolData = [new VirtualLinkProtocolData { L3 = new L3ProtocolData { IpVersion = "ipv4", Cidr = "192.168.0.0/20" } }] }],
            },
        ],
    };

    private static InstantiationLevel ManyLevel(string id, int count) => new()
    {
        LevelId = id,
        InstancesByVdu = new Dictionary<string, int>(StringComparer.Ordinal) { ["front"] = count },
        ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal),
    };

    private static DeploymentFlavour Flavour(string id, IReadOnlyList<Vdu> vdus) => new()
    {
        FlavourId = id,
        DefaultInstantiationLevelId = "one",
        Vdus = vdus,
        StorageResources =
        [
            new StorageResource { Id = "data", Kind = "BLOCK", SizeBytes = 2L << 30 },
            new StorageResource { Id = "boot", Kind = "BLOCK", SizeBytes = 4L << 30, SwImage = new SwImage { Id = "back_image", Name = "back", Version = "1" } },
            new StorageResource { Id = "shared", Kind = "BLOCK", SizeBytes = 1L << 30 },
        ],
        InternalVirtualLinks =
        [
            new InternalVirtualLink { Id = "inner", ProtocolData = [new VirtualLinkProtocolData { L3 = new L3ProtocolData { IpVersion = "ipv4", Cidr = "192.168.7.0/24" } }] },
        ],
        InternalCps = [.. vdus.Select(v => new VduCp { Id = v.Id + "_in", VduId = v.Id, VirtualLinkId = "inner", Order = 1 }), new VduCp { Id = "front_out", VduId = "front", ExternalCpdId = "out" }],
        ExtCps = [new ExtCp { CpdId = "out", VduCpIds = ["front_out"], RequirementName = "virtual_link_out", Mandatory = true }],
        LifecycleInterfaces =
        [
            new LifecycleOperation { Interface = "Vnflcm", Operation = "heal", Implementation = "repair", Artifact = new LifecycleArtifact { Name = "repair", Path = "Scripts/repair.sh" } },
        ],
        AffinityRules = [new AffinityRule { Id = "apart", Anti = true, Scope = "nfvi_node", Targets = ["front"] }],
        ScalingAspects =
        [
            new ScalingAspect
            {
                AspectId = "load", Name = "load", MaxScaleLevel = 3, StepDeltas = ["first", "next"],
                VduDeltas = [new VduDelta("front", new Dictionary<string, int>(StringComparer.Ordinal) { ["first"] = 1, ["next"] = 2 })],
            },
        ],
        InstantiationLevels = [Level("one", 1, 0, vdus), Level("three", 4, 2, vdus)],
        MonitoringParameters = [new MonitoringParameter { Id = "cpu", Name = "CPU", PerformanceMetric = "VCpuUsageMeanVnf.1" }],
    };

    private static InstantiationLevel Level(string id, int fronts, int load, IReadOnlyList<Vdu> vdus) => new()
    {
        LevelId = id,
        InstancesByVdu = vdus.ToDictionary(v => v.Id, v => v.Id == "front" ? fronts : 1, StringComparer.Ordinal),
        ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal) { ["load"] = load },
    };

    private static Vdu Vdu(string id, int cpus, long memory, IReadOnlyList<string> storage) => new()
    {
        Id = id,
        Name = id,
        MinNumberOfInstances = 1,
        MaxNumberOfInstances = 8,
        StorageIds = storage,
        SwImage = new SwImage { Id = id + "_image", Name = id, Version = "1" },
        Compute = new VirtualCompute { NumVirtualCpu = cpus, VirtualMemSizeMiB = memory },
        ConfigurableProperties = Json("""{"colour":"red"}"""),
    };

    private static DeploymentFlavour Rename(DeploymentFlavour flavour)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { ["front"] = "web", ["data"] = "files", ["front_in"] = "web_in", ["front_out"] = "web_out", ["inner"] = "inside" };
        string To(string id) => names.GetValueOrDefault(id) ?? id;
        (string Type, string Id)[] renamed = [("VDU", "front"), ("VIRTUAL_STORAGE", "data"), ("CP", "front_in"), ("CP", "front_out"), ("VIRTUAL_LINK", "inner")];
        return flavour with
        {
            Vdus = [.. flavour.Vdus.Select(v => v with { Id = To(v.Id), StorageIds = [.. v.StorageIds.Select(To)] })],
            StorageResources = [.. flavour.StorageResources.Select(s => s with { Id = To(s.Id) })],
            InternalVirtualLinks = [.. flavour.InternalVirtualLinks.Select(l => l with { Id = To(l.Id) })],
            InternalCps = [.. flavour.InternalCps.Select(c => c with { Id = To(c.Id), VduId = To(c.VduId), VirtualLinkId = c.VirtualLinkId is null ? null : To(c.VirtualLinkId) })],
            ExtCps = [.. flavour.ExtCps.Select(c => c with { VduCpIds = [.. c.VduCpIds.Select(To)] })],
            AffinityRules = [.. flavour.AffinityRules.Select(r => r with { Targets = [.. r.Targets.Select(To)] })],
            ScalingAspects = [.. flavour.ScalingAspects.Select(a => a with { VduDeltas = [.. a.VduDeltas.Select(d => d with { VduId = To(d.VduId) })] })],
            InstantiationLevels = [.. flavour.InstantiationLevels.Select(l => l with { InstancesByVdu = l.InstancesByVdu.ToDictionary(i => To(i.Key), i => i.Value, StringComparer.Ordinal) })],
            PackageChanges =
            [
                new VnfPackageChange
                {
                    Id = "upgrade", ModificationQualifier = "UP", DestinationFlavourId = "small", Selectors = [new VnfPackageChangeSelector(Id, NextId, "small")],
                    ComponentMappings = [.. renamed.Select(r => new VnfPackageChangeComponentMapping(r.Type, r.Id, To(r.Id), null))],
                },
                new VnfPackageChange
                {
                    Id = "downgrade", ModificationQualifier = "DOWN", DestinationFlavourId = "small", Selectors = [new VnfPackageChangeSelector(NextId, Id, "small")],
                    ComponentMappings = [.. renamed.Select(r => new VnfPackageChangeComponentMapping(r.Type, To(r.Id), r.Id, null))],
                },
            ],
        };
    }

    private static Vdu Renewed(string id, int cpus, long memory, IReadOnlyList<string> storage)
        => Vdu(id, cpus, memory, storage) with { SwImage = new SwImage { Id = id + "_image_2", Name = id, Version = "2" } };

    private static DeploymentFlavour NextFlavour(DeploymentFlavour flavour) => flavour with
    {
        StorageResources = [.. flavour.StorageResources.Select(s => s.Id == "boot" ? s with { SwImage = new SwImage { Id = "back_image_2", Name = "back", Version = "2" } } : s)],
    };

    private static Vdu Boot(string id, IReadOnlyList<string> storage) => Vdu(id, 1, 1024, storage) with { SwImage = null };

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
