using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>
/// A VNF that asks much of the NFVI. <c>app</c>: all in one zone, boots from the volume that is listed last, shares another with its like. <c>fast</c>: pinned, on two NUMA nodes, with a drive for its boot data.
/// Flavour <c>faster</c> asks for other threads.
/// </summary>
internal static class DemandingVnfd
{
    public const string Id = "11111111-0000-4000-8000-0000000000d0";

    public static VnfDescriptor Descriptor { get; } = TestVnfd.Descriptor with
    {
        DescriptorId = Id,
        DefaultFlavourId = "small",
        Flavours = [Flavour("small", "isolate"), Flavour("faster", "prefer")],
    };

    private static DeploymentFlavour Flavour(string id, string threads) => new()
    {
        FlavourId = id,
        DefaultInstantiationLevelId = "two",
        Vdus =
        [
            new Vdu
            {
                Id = "app", Name = "app", MinNumberOfInstances = 1, MaxNumberOfInstances = 4, InitialDelta = 2, StorageIds = ["shared", "data", "system"],
                Compute = new VirtualCompute { NumVirtualCpu = 1, VirtualMemSizeMiB = 512 },
            },
            new Vdu
            {
                Id = "fast", Name = "fast", MinNumberOfInstances = 1, MaxNumberOfInstances = 1, SwImage = new SwImage { Id = "fast_image", Name = "fast", Version = "1" },
                BootDataDetails = new BootData { VimProperties = new Dictionary<string, string>(StringComparer.Ordinal) { ["config_drive"] = "true" } },
                Compute = new VirtualCompute
                {
                    NumVirtualCpu = 4, VirtualMemSizeMiB = 4096, DedicatedCpus = true, CpuThreadPolicy = threads, NumaEnabled = true, NumaNodes = 2, LocalStorageBytes = [10L << 30],
                    Hugepages = [new HugepagesRequirement(1024 * 1024, 4096)],
                    ExtraRequirements = new Dictionary<string, string>(StringComparer.Ordinal) { ["hw:watchdog_action"] = "reset", ["cpu_thread_policy"] = threads },
                },
            },
        ],
        StorageResources =
        [
            new StorageResource { Id = "shared", Kind = "BLOCK", SizeBytes = 1L << 30, PerVnfcInstance = false },
            new StorageResource { Id = "data", Kind = "BLOCK", SizeBytes = 1L << 30 },
            new StorageResource { Id = "system", Kind = "BLOCK", SizeBytes = 4L << 30, SwImage = new SwImage { Id = "app_image", Name = "app", Version = "1" } },
        ],
        AffinityRules = [new AffinityRule { Id = "near", Anti = false, Scope = "zone", Targets = ["app"] }, new AffinityRule { Id = "site", Anti = false, Scope = "nfvi_pop", Targets = ["app", "fast"] }],
        ScalingAspects =
        [
            new ScalingAspect
            {
                AspectId = "load", Name = "load", MaxScaleLevel = 2, StepDeltas = ["one"],
                VduDeltas = [new VduDelta("app", new Dictionary<string, int>(StringComparer.Ordinal) { ["one"] = 1 })],
            },
        ],
        InstantiationLevels =
        [
            new InstantiationLevel
            {
                LevelId = "two",
                InstancesByVdu = new Dictionary<string, int>(StringComparer.Ordinal) { ["app"] = 2, ["fast"] = 1 },
                ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal) { ["load"] = 0 },
            },
        ],
    };
}
