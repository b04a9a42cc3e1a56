using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Lcm;

public sealed class VnfTargetsTests
{
    internal static readonly VnfDescriptor Vnfd = new()
    {
        DescriptorId = "vnfd",
        DescriptorVersion = "1",
        Provider = "p",
        ProductName = "product",
        SoftwareVersion = "1",
        DefaultFlavourId = "small",
        Flavours =
        [
            new DeploymentFlavour
            {
                FlavourId = "small",
                DefaultInstantiationLevelId = "one",
                Vdus = [new Vdu { Id = "v", Name = "v", MaxNumberOfInstances = 3, Compute = new VirtualCompute { NumVirtualCpu = 1, VirtualMemSizeMiB = 512 } }],
                InternalVirtualLinks = [new InternalVirtualLink { Id = "inner" }],
                InternalCps = [new VduCp { Id = "v_in", VduId = "v", VirtualLinkId = "inner" }, new VduCp { Id = "v_out", VduId = "v", ExternalCpdId = "out" }],
                ExtCps = [new ExtCp { CpdId = "out", VduCpIds = ["v_out"], RequirementName = "link_out", Mandatory = true }],
                ScalingAspects =
                [
                    new ScalingAspect
                    {
                        AspectId = "load", Name = "load", MaxScaleLevel = 2, StepDeltas = ["d"],
                        VduDeltas = [new VduDelta("v", new Dictionary<string, int>(StringComparer.Ordinal) { ["d"] = 1 })],
                    },
                ],
                InstantiationLevels = [Level("one", 1, 0), Level("two", 2, 1)],
            },
        ],
    };

    internal static VnfRecord Fresh { get; } = new()
    {
        Resource = new VnfInstance
        {
            Id = "i",
            VnfdId = "vnfd",
            VnfProvider = "p",
            VnfProductName = "product",
            VnfSoftwareVersion = "1",
            VnfdVersion = "1",
            VnfInstanceName = "name",
            InstantiationState = InstantiationState.NOT_INSTANTIATED,
            Links = new VnfInstanceLinks { Self = new Link { Href = "http://i" } },
        },
    };

    private static ExtVirtualLinkData Out(string cpd = "out") => new() { Id = "l", ResourceId = "net", ExtCps = [new VnfExtCpData { CpdId = cpd }] };

    [Fact]
    public void An_instantiation_leads_to_settings_and_a_target()
    {
        var settings = Instantiate(new InstantiateVnfRequest { FlavourId = "small", InstantiationLevelId = "two", ExtVirtualLinks = [Out("link_out")] }).ShouldNotBeNull();
        (settings.FlavourId, settings.Sizing.VnfcCounts["v"], settings.Sizing.ScaleLevels["load"], settings.VimConnectionId).ShouldBe(("small", 2, 1, "vim"));
        VnfTargets.Target(settings, Fresh, Vnfd).Nodes.Count(n => n.Spec is ComputeSpec).ShouldBe(2);
        ((ComputeSpec)VnfTargets.Target(settings, Fresh, Vnfd).Find("compute/v/0")!.Spec).Name.ShouldBe("name-v-0");
        Instantiate(new InstantiateVnfRequest { FlavourId = "small", ExtVirtualLinks = [Out()] })!.Sizing.VnfcCounts["v"].ShouldBe(1);
    }

    [Fact]
    public void A_vim_of_the_request_counts_before_that_of_the_vnfm()
        => Instantiate(new InstantiateVnfRequest
        {
            FlavourId = "small",
            ExtVirtualLinks = [Out()],
            VimConnectionInfo = new Dictionary<string, VimConnectionInfo>(StringComparer.Ordinal) { ["a"] = new VimConnectionInfo { VimType = "t", VimId = "theirs" } },
        })!.VimConnectionId.ShouldBe("theirs");

    [Fact]
    public void What_does_not_fit_the_descriptor_is_told_with_what_would()
    {
        Refused(new InstantiateVnfRequest { FlavourId = "large" }).ShouldContain("it has: 'small'");
        Refused(new InstantiateVnfRequest { FlavourId = "small", InstantiationLevelId = "nine", ExtVirtualLinks = [Out()] }).ShouldContain("'one', 'two'");
        Detail(() => Connectivity.Check(Instantiate(new InstantiateVnfRequest { FlavourId = "small" })!, Vnfd.Flavours[0])).ShouldContain("'out' must be connected");
        Refused(new InstantiateVnfRequest { FlavourId = "small", ExtVirtualLinks = [Out(), Out("nonsense")] }).ShouldContain("'nonsense'");
        Refused(new InstantiateVnfRequest { FlavourId = "small", ExtVirtualLinks = [Out()], ExtManagedVirtualLinks = [Managed("outer")] }).ShouldContain("'outer'");
        Refused(new InstantiateVnfRequest { FlavourId = "small", ExtVirtualLinks = [Out()], ExtManagedVirtualLinks = [Managed("inner"), Managed("inner")] }).ShouldContain("more than once");
    }

    [Fact]
    public void Scaling_changes_the_size_only()
    {
        var instance = Fresh with { Settings = Instantiate(new InstantiateVnfRequest { FlavourId = "small", ExtVirtualLinks = [Out()] }) };
        var bigger = Scale(instance, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "load", NumberOfSteps = 2 }).ShouldNotBeNull();
        bigger.Sizing.VnfcCounts["v"].ShouldBe(3);
        bigger.ShouldBe(instance.Settings! with { Sizing = bigger.Sizing });
        Scale(instance with { Settings = bigger }, new ScaleVnfRequest { Type = ScaleType.SCALE_IN, AspectId = "load" })!.Sizing.VnfcCounts["v"].ShouldBe(2);

        RefusedScale(instance, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "nothing" }).ShouldContain("it has: 'load'");
        RefusedScale(instance, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "load", NumberOfSteps = 3 }).ShouldContain("level 3");
        RefusedScale(instance, new ScaleVnfRequest { Type = ScaleType.SCALE_IN, AspectId = "load" }).ShouldContain("level -1");
        RefusedScale(instance, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "load", NumberOfSteps = 0 }).ShouldContain("1 or more");
    }

    [Fact]
    public void A_termination_has_the_empty_target()
    {
        Intend(LcmOperationType.TERMINATE, JsonSerializer.SerializeToElement(new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL }, VnfLcmJsonContext.Default.TerminateVnfRequest), Fresh)
            .Settings.ShouldBeNull();
    }

    [Fact]
    public void A_given_up_instantiation_can_be_terminated()
    {
        var settings = Instantiate(new InstantiateVnfRequest { FlavourId = "small", ExtVirtualLinks = [Out()] })!;
        VnfView.Salvage(Fresh, settings).ShouldBe(Fresh);
        var left = Fresh with { Resources = [.. VnfTargets.Target(settings, Fresh, Vnfd).Nodes.Select(n => new ManagedResource { Node = n, ResourceId = n.Key })] };
        var salvaged = VnfView.Salvage(left, settings);
        salvaged.Resource.InstantiationState.ShouldBe(InstantiationState.INSTANTIATED);
        salvaged.Resource.InstantiatedVnfInfo!.VnfState.ShouldBe(VnfOperationalStateType.STOPPED);
        VnfView.WithResources(salvaged with { Settings = null }, []).Resource.InstantiationState.ShouldBe(InstantiationState.NOT_INSTANTIATED);
    }

    private static ExtManagedVirtualLinkData Managed(string link) => new() { Id = "m", VnfVirtualLinkDescId = link, ResourceId = "net" };

    private static VnfSettings? Instantiate(InstantiateVnfRequest request)
        => Intend(LcmOperationType.INSTANTIATE, JsonSerializer.SerializeToElement(request, VnfLcmJsonContext.Default.InstantiateVnfRequest), Fresh).Settings;

    private static VnfSettings? Scale(VnfRecord instance, ScaleVnfRequest request)
        => Intend(LcmOperationType.SCALE, JsonSerializer.SerializeToElement(request, VnfLcmJsonContext.Default.ScaleVnfRequest), instance).Settings;

    internal static VnfIntent Intend(LcmOperationType operation, JsonElement request, VnfRecord instance)
        => VnfOperations.Of(operation).Intend(new VnfOperationInput(request, instance, Vnfd, "vim"));

    private static string Refused(InstantiateVnfRequest request) => Detail(() => Instantiate(request));

    private static string RefusedScale(VnfRecord instance, ScaleVnfRequest request) => Detail(() => Scale(instance, request));

    private static string Detail(Action act)
    {
        var problem = Should.Throw<LifecycleRejectedException>(act).Problem;
        problem.Status.ShouldBe(422);
        return problem.Detail;
    }

    private static InstantiationLevel Level(string id, int count, int level) => new()
    {
        LevelId = id,
        InstancesByVdu = new Dictionary<string, int>(StringComparer.Ordinal) { ["v"] = count },
        ScaleLevelByAspect = new Dictionary<string, int>(StringComparer.Ordinal) { ["load"] = level },
    };
}
