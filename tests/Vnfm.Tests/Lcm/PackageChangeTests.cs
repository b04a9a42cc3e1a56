using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Lcm;

/// <summary>A change of package as a target state: what the VNFD's policy maps, what becomes of sizes, disks and order.</summary>
public sealed class PackageChangeTests
{
    private static readonly VnfDescriptor Old = VnfTargetsTests.Vnfd with
    {
        Flavours = [With(VnfTargetsTests.Vnfd.Flavours[0], "img", "aa")],
    };

    [Fact]
    public void The_policy_names_the_flavour_and_which_component_is_which()
    {
        var flavour = With(VnfTargetsTests.Vnfd.Flavours[0], "img", "bb") with
        {
            FlavourId = "medium",
            ScalingAspects = [Old.Flavours[0].ScalingAspects[0] with { AspectId = "traffic" }],
            InstantiationLevels = [],
        };
        var change = new VnfPackageChange
        {
            Id = "upgrade",
            ModificationQualifier = "UP",
            DestinationFlavourId = "medium",
            Selectors = [new VnfPackageChangeSelector("vnfd", "next", "small")],
            ComponentMappings = [new VnfPackageChangeComponentMapping("SCALING_ASPECT", "load", "traffic", null)],
        };
        var next = Next(flavour with { PackageChanges = [change] });
        var intent = Intend(next);
        (intent.Settings!.FlavourId, intent.Settings.Sizing.ScaleLevels["traffic"], intent.Settings.Sizing.VnfcCounts["v"]).ShouldBe(("medium", 1, 2));
        intent.RenewedDisks.ShouldBe(["v"]);
        (intent.Instance!.VnfdId, intent.Instance.VnfSoftwareVersion).ShouldBe(("next", "2"));
        Refused(Next(flavour)).ShouldContain("VnfPackageChange");
        // The next version is newer: a policy that calls this a step back is wrong about it.
        Refused(Next(flavour with { PackageChanges = [change with { ModificationQualifier = "DOWN" }] })).ShouldContain("a newer version");
    }

    [Fact]
    public void The_same_software_keeps_its_disks_and_a_smaller_aspect_is_refused()
    {
        var same = With(VnfTargetsTests.Vnfd.Flavours[0], "img", "aa");
        Intend(Next(same)).RenewedDisks.ShouldBeEmpty();
        Refused(Next(same with { InstantiationLevels = [], ScalingAspects = [same.ScalingAspects[0] with { MaxScaleLevel = 0 }] })).ShouldContain("Scale in first");
    }

    [Fact]
    public void Units_are_the_servers_of_a_place_and_new_numbers_do_not_collide()
    {
        var next = Next(With(VnfTargetsTests.Vnfd.Flavours[0], "img", "bb"));
        var rolling = Intend(next);
        rolling.Wishes!.Units.Select(u => string.Join('+', u)).ShouldBe(["compute/v/0", "compute/v/1"]);
        (rolling.Wishes.BatchSize, rolling.Wishes.Handover).ShouldBe((1, false));
        var blueGreen = Intend(next, "BLUE_GREEN");
        blueGreen.Wishes!.Units.Select(u => string.Join('+', u)).ShouldBe(["compute/v/0+compute/v/2", "compute/v/1+compute/v/3"]);
        blueGreen.Settings!.FirstIndexes["v"].ShouldBe(2);
        blueGreen.Wishes.Handover.ShouldBeTrue();
        var target = GrantResources.Renew(VnfTargets.Target(blueGreen.Settings, Record(), next), Record().Resources, blueGreen.RenewedDisks);
        target.Nodes.Where(n => n.Spec is ComputeSpec).Select(n => n.Key).ShouldBe(["compute/v/2", "compute/v/3"]);
        target.Nodes.Where(n => n.Spec is PortSpec).Select(n => n.Key).ShouldContain("port/v_out/1");
    }

    private static DeploymentFlavour With(DeploymentFlavour flavour, string image, string hash) => flavour with
    {
        Vdus = [flavour.Vdus[0] with { SwImage = new SwImage { Id = image, Name = image, Version = "1", ChecksumAlgorithm = "sha-256", ChecksumHash = hash } }],
    };

    private static VnfDescriptor Next(DeploymentFlavour flavour) => Old with { DescriptorId = "next", SoftwareVersion = "2", DescriptorVersion = "2", DefaultFlavourId = flavour.FlavourId, Flavours = [flavour] };

    private static VnfRecord Record()
    {
        var request = new InstantiateVnfRequest
        {
            FlavourId = "small",
            InstantiationLevelId = "two",
            ExtVirtualLinks = [new ExtVirtualLinkData { Id = "l", ResourceId = "net", ExtCps = [new VnfExtCpData { CpdId = "out" }] }],
        };
        var settings = VnfOperations.Of(LcmOperationType.INSTANTIATE)
            .Intend(new VnfOperationInput(JsonSerializer.SerializeToElement(request, VnfLcmJsonContext.Default.InstantiateVnfRequest), VnfTargetsTests.Fresh, Old, "vim")).Settings!;
        var nodes = VnfTargets.Target(settings, VnfTargetsTests.Fresh, Old).Nodes;
        return VnfTargetsTests.Fresh with
        {
            Settings = settings,
            Resources = [.. nodes.Select(n => new ManagedResource { Node = n, ResourceId = n.Key })],
            Resource = VnfTargetsTests.Fresh.Resource with { InstantiationState = InstantiationState.INSTANTIATED },
        };
    }

    private static VnfIntent Intend(VnfDescriptor next, string? strategy = null)
    {
        var request = new ChangeCurrentVnfPkgRequest
        {
            VnfdId = "next",
            AdditionalParams = strategy is null ? null : new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["strategy"] = JsonDocument.Parse($"\"{strategy}\"").RootElement },
        };
        return VnfOperations.Of(LcmOperationType.CHANGE_VNFPKG)
            .Intend(new VnfOperationInput(JsonSerializer.SerializeToElement(request, VnfLcmJsonContext.Default.ChangeCurrentVnfPkgRequest), Record(), Old, "vim") { NewDescriptor = next });
    }

    private static string Refused(VnfDescriptor next) => Should.Throw<LifecycleRejectedException>(() => Intend(next)).Problem.Detail;
}
