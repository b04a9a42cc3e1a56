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

    private static Vdu Boot(string id, IReadOnlyList<string> storage) => Vdu(id, 1, 1024, storage) with { SwImage = null };

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
