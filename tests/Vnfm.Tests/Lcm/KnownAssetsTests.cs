using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Lcm;

/// <summary>Flavours of the VIM that a grant of before named (SOL003 §9.5.2.3 note 3) count for what they were named for, where the grant of now names none.</summary>
public sealed class KnownAssetsTests
{
    private static readonly VirtualCompute Plain = new() { NumVirtualCpu = 1, VirtualMemSizeMiB = 512 }, Numa = Plain with { NumaNodes = 2 };

    [Fact]
    public void A_VDU_that_asks_for_numbers_alone_gets_them_again_and_so_does_one_whose_servers_have_them()
    {
        Added(Plain, Server(Plain, "known")).ShouldBe("known");
        Added(Plain, Server(Plain, "known") with { Requirements = null }).ShouldBe("known", "an earlier version asked for the same");
        Added(Plain, null).ShouldBe("known");
        Added(Numa, Server(Numa, "known")).ShouldBe("known");
    }

    [Fact]
    public void A_flavour_for_what_an_earlier_version_asked_for_is_not_for_what_is_asked_for_now()
    {
        Added(Numa, Server(Numa, "known") with { Requirements = null }).ShouldBeNull("the adapter makes one");
        Added(Numa, Server(Plain, "known")).ShouldBeNull();
        Added(Numa, null).ShouldBeNull();
        Added(Numa, Server(Numa, null)).ShouldBeNull("the adapter made one for it");
        Added(Plain with { NumVirtualCpu = 2 }, Server(Plain, "known")).ShouldBeNull("of another size");
    }

    [Fact]
    public void What_the_grant_names_counts_and_is_known_from_then_on()
    {
        var granted = Scale(Numa, Server(Numa, "known") with { Requirements = null }, "named");
        Placement(granted, 1)!.FlavourId.ShouldBe("named");
        Placement(granted, 0)!.FlavourId.ShouldBe("known", "what is there stays as it is");
        granted.Settings!.VimAssets!.ComputeResourceFlavours!.ShouldHaveSingleItem().VimFlavourId.ShouldBe("named");
        Scale(Numa, Server(Numa, null), null).Settings!.VimAssets!.ComputeResourceFlavours.ShouldBeEmpty();
        Scale(Numa, Server(Numa, null), null).Settings!.VimAssets!.SoftwareImages!.ShouldHaveSingleItem("of the same package");
    }

    private static string? Added(VirtualCompute asked, ComputeSpec? there) => Placement(Scale(asked, there, null), 1)?.FlavourId;

    private static ComputePlacement? Placement(VnfGrantedPlan plan, int number) => ((ComputeSpec)plan.Target.Find($"compute/v/{number}")!.Spec).Placement;

    private static ComputeSpec Server(VirtualCompute compute, string? flavour) => VnfTarget.Server(Vdu(compute)) with { Placement = new ComputePlacement("z", null, flavour) };

    private static Vdu Vdu(VirtualCompute compute) => new() { Id = "v", Name = "v", MaxNumberOfInstances = 3, Compute = compute };

    /// <summary>Of one server (null: none) to two, granted with a flavour or none.</summary>
    private static VnfGrantedPlan Scale(VirtualCompute asked, ComputeSpec? there, string? named)
    {
        var flavour = new DeploymentFlavour { FlavourId = "small", DefaultInstantiationLevelId = "one", Vdus = [Vdu(asked)] };
        var vnfd = VnfTargetsTests.Vnfd with { Flavours = [flavour] };
        var settings = new VnfSettings
        {
            FlavourId = "small",
            VimConnectionId = "vim",
            Sizing = new VnfSizing(new Dictionary<string, int>(StringComparer.Ordinal) { ["v"] = 2 }, new Dictionary<string, int>(StringComparer.Ordinal)),
            VimAssets = new VimAssets
            {
                SoftwareImages = [new VimSoftwareImage { VnfdSoftwareImageId = "image", VimSoftwareImageId = "image-in-vim" }],
                ComputeResourceFlavours = [new VimComputeResourceFlavour { VnfdVirtualComputeDescId = "v", VimFlavourId = "known" }],
            },
        };
        List<ManagedResource> current = there is null ? [] : [new ManagedResource { Node = new ResourceNode { Key = "compute/v/0", Spec = there with { Name = "name-v-0" } }, ResourceId = "id" }];
        var instance = VnfTargetsTests.Fresh with { Settings = settings, Resources = current };
        ResourceGraph Of(VnfSettings wanted) => VnfTargets.Target(wanted, instance, vnfd);
        var target = Of(settings);
        var draft = new VnfPlanDraft(new VnfIntent { Settings = settings }, "vim", null, current, target, Planner.Plan(current, target)) { Maker = (flavour, Of) };
        return VnfGranting.Apply(instance, draft, new Grant
        {
            Id = "g",
            VnfInstanceId = "i",
            VnfLcmOpOccId = "o",
            Links = new GrantLinks { Self = new Link { Href = "http://g" }, VnfLcmOpOcc = new Link { Href = "http://o" }, VnfInstance = new Link { Href = "http://i" } },
            AddResources = [.. Enumerable.Range(there is null ? 0 : 1, there is null ? 2 : 1).Select(n => new GrantInfo { ResourceDefinitionId = $"compute/v/{n}" })],
            UpdateResources = there is null ? null : [new GrantInfo { ResourceDefinitionId = "compute/v/0" }],
            VimAssets = named is null ? null : new VimAssets { ComputeResourceFlavours = [new VimComputeResourceFlavour { VnfdVirtualComputeDescId = "v", VimFlavourId = named }] },
        });
    }
}
