using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

/// <summary>A descriptor made by hand: two VDUs, a bit of everything.</summary>
internal static class Flavours
{
    public static Vdu Vdu(string id, int initial = 1, int min = 0, int max = 10, params string[] storage) => new()
    {
        Id = id,
        Name = id,
        InitialDelta = initial,
        MinNumberOfInstances = min,
        MaxNumberOfInstances = max,
        StorageIds = storage,
        SwImage = new SwImage { Id = id + "_image", Name = id, Version = "1" },
        Compute = new VirtualCompute { NumVirtualCpu = 2, VirtualMemSizeMiB = 4096 },
    };

    public static ScalingAspect Aspect(string id, int max, IReadOnlyList<string> steps, params (string Vdu, string Delta, int Count)[] deltas) => new()
    {
        AspectId = id,
        Name = id,
        MaxScaleLevel = max,
        StepDeltas = steps,
        VduDeltas = [.. deltas.GroupBy(d => d.Vdu, StringComparer.Ordinal).Select(g => new VduDelta(g.Key, g.ToDictionary(d => d.Delta, d => d.Count, StringComparer.Ordinal)))],
    };

    public static DeploymentFlavour Small { get; } = new()
    {
        FlavourId = "small",
        DefaultInstantiationLevelId = "one",
        Vdus = [Vdu("front", 1, 1, 6, "own"), Vdu("back", 2, 0, 4, "own", "shared")],
        StorageResources =
        [
            new StorageResource { Id = "own", Kind = "block", SizeBytes = (10L << 30) + 1 },
            new StorageResource { Id = "shared", Kind = "block", SizeBytes = 5L << 30, PerVnfcInstance = false },
        ],
        InternalVirtualLinks =
        [
            new InternalVirtualLink
            {
                Id = "inner",
                ProtocolData = [new VirtualLinkProtocolData { L3 = new L3ProtocolData { IpVersion = "ipv4", Cidr = "10.1.0.0/24", GatewayIp = "10.1.0.1", DhcpEnabled = false } }],
            },
            new InternalVirtualLink { Id = "seen" },
        ],
        InternalCps =
        [
            new VduCp { Id = "front_in", VduId = "front", VirtualLinkId = "inner", Order = 1 },
            new VduCp { Id = "front_out", VduId = "front", ExternalCpdId = "out", Order = 0, VnicType = "direct" },
            new VduCp { Id = "back_in", VduId = "back", VirtualLinkId = "inner" },
            new VduCp { Id = "back_seen", VduId = "back", VirtualLinkId = "seen", Order = 1 },
            new VduCp { Id = "back_spare", VduId = "back", ExternalCpdId = "spare", Order = 2 },
        ],
        ExtCps =
        [
            new ExtCp { CpdId = "out", VduCpIds = ["front_out"], RequirementName = "virtual_link_out", Mandatory = true },
            new ExtCp { CpdId = "window", InternalVirtualLinkId = "seen" },
            new ExtCp { CpdId = "spare", VduCpIds = ["back_spare"] },
        ],
        AffinityRules =
        [
            new AffinityRule { Id = "apart", Anti = true, Scope = "nfvi_node", Targets = ["front"] },
            new AffinityRule { Id = "idle", Anti = false, Scope = "zone", Targets = ["nobody"] },
        ],
        ScalingAspects = [Aspect("load", 3, ["first", "next"], ("front", "first", 1), ("front", "next", 2), ("back", "first", 0), ("back", "next", 1))],
        InstantiationLevels =
        [
            new InstantiationLevel
            {
                LevelId = "one",
                InstancesByVdu = new Dictionary<string, int>(StringComparer.Ordinal) { ["front"] = 1, ["back"] = 2 },
                ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal) { ["load"] = 0 },
            },
            new InstantiationLevel
            {
                LevelId = "two",
                InstancesByVdu = new Dictionary<string, int>(StringComparer.Ordinal),
                ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal) { ["load"] = 2 },
            },
        ],
    };

    public static ExternalLink Link(string id, params string[] cpds) => new() { Id = id, NetworkId = "net-" + id, ExtCps = [.. cpds.Select(c => new Sol.Common.VnfExtCpData { CpdId = c })] };

    public static VnfTargetInput Input(int front = 1, int back = 1, params ExternalLink[] links) => new()
    {
        InstanceName = "vnf",
        Flavour = Small,
        VnfcCounts = new Dictionary<string, int>(StringComparer.Ordinal) { ["front"] = front, ["back"] = back },
        ExternalLinks = links,
    };
}
