using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

public sealed class GrantResourcesTests
{
    private static readonly GrantRequest Head = new()
    {
        VnfInstanceId = "i",
        VnfLcmOpOccId = "o",
        VnfdId = "d",
        Operation = GrantedLcmOperationType.INSTANTIATE,
        IsAutomaticInvocation = false,
        Links = new GrantRequestLinks { VnfLcmOpOcc = new Link { Href = "http://o" }, VnfInstance = new Link { Href = "http://i" } },
    };

    private static readonly ExternalLink Out = Flavours.Link("out", "out");

    [Fact]
    public void A_plan_becomes_definitions_by_kind()
    {
        var request = GrantResources.Describe(Head, Planner.Plan([], VnfTarget.Build(Flavours.Input(2, 1, Out))), []);
        request.RemoveResources.ShouldBeNull();
        request.UpdateResources.ShouldBeNull();
        var byId = request.AddResources!.ToDictionary(d => d.Id, StringComparer.Ordinal);
        byId.Keys.ShouldNotContain("affinity/apart");
        (byId["compute/front/1"].Type, byId["compute/front/1"].VduId).ShouldBe((ResourceDefinitionType.COMPUTE, "front"));
        (byId["storage/own/front/0"].Type, byId["storage/own/front/0"].ResourceTemplateId).ShouldBe((ResourceDefinitionType.STORAGE, "own"));
        (byId["port/front_in/0"].Type, byId["port/front_in/0"].ResourceTemplateId).ShouldBe((ResourceDefinitionType.LINKPORT, "front_in"));
        byId["network/inner"].Type.ShouldBe(ResourceDefinitionType.VL);
        var apart = request.PlacementConstraints!.Single();
        apart.AffinityOrAntiAffinity.ShouldBe(AffinityOrAntiAffinity.ANTI_AFFINITY);
        apart.Resource.Select(r => (r.IdType, r.ResourceId)).ShouldBe([(ConstraintResourceRefIdType.GRANT, "compute/front/0"), (ConstraintResourceRefIdType.GRANT, "compute/front/1")]);
    }

    [Fact]
    public void New_servers_are_kept_apart_from_those_that_stay_not_from_those_that_go()
    {
        var current = Managed(VnfTarget.Build(Flavours.Input(2, 1, Out)));
        var target = GrantResources.KeepPlacement(VnfTarget.Build(Flavours.Input(3, 1, Out)), current);
        var broken = current.Select(r => r.Node.Key == "compute/front/1" ? r with { Condition = ResourceCondition.Broken } : r).ToList();
        var constraint = GrantResources.Describe(Head, Planner.Plan(broken, target), broken).PlacementConstraints!.Single();
        constraint.Resource.Select(r => r.ResourceId).ShouldBe(["compute/front/1", "compute/front/2", "vim:compute/front/0"], ignoreOrder: true);
        GrantResources.Describe(Head, Planner.Plan(current, ResourceGraph.Empty), current).PlacementConstraints.ShouldBeNull();
    }

    [Fact]
    public void Scaling_touches_no_server_that_was_placed()
    {
        var first = VnfTarget.Build(Flavours.Input(1, 1, Out));
        var placed = GrantResources.Place(first, Grant(first.Nodes.Select(n => n.Key), "zone-a"));
        ((ComputeSpec)placed.Find("compute/front/0")!.Spec).Placement.ShouldBe(new ComputePlacement("vim-zone-a", "image-in-vim", "flavour-in-vim"));
        ((ComputeSpec)placed.Find("compute/back/0")!.Spec).Placement.ShouldBe(new ComputePlacement("vim-zone-a", null, null));

        var current = Managed(placed);
        var scaled = GrantResources.KeepPlacement(VnfTarget.Build(Flavours.Input(2, 1, Out)), current);
        var plan = Planner.Plan(current, scaled);
        plan.Steps.Select(s => s.Action).Distinct().ShouldBe([StepAction.Create]);
        var request = GrantResources.Describe(Head, plan, current);
        var granted = GrantResources.Place(scaled, Grant(request.AddResources!.Select(d => d.Id), "zone-b"));
        Planner.Plan(current, granted).Steps.Select(s => s.Id).ShouldBe(plan.Steps.Select(s => s.Id));
        ((ComputeSpec)granted.Find("compute/front/1")!.Spec).Placement!.Zone.ShouldBe("vim-zone-b");
    }

    [Fact]
    public void A_grant_that_leaves_the_zone_open_moves_nothing()
    {
        var first = VnfTarget.Build(Flavours.Input(1, 0, Out));
        var placed = GrantResources.Place(first, Grant(first.Nodes.Select(n => n.Key), "zone-a"));
        var update = new Grant
        {
            Id = "g",
            VnfInstanceId = "i",
            VnfLcmOpOccId = "o",
            Links = new GrantLinks { Self = new Link { Href = "http://g" }, VnfLcmOpOcc = Head.Links.VnfLcmOpOcc, VnfInstance = Head.Links.VnfInstance },
            UpdateResources = [new GrantInfo { ResourceDefinitionId = "compute/front/0" }],
        };
        ((ComputeSpec)GrantResources.Place(placed, update).Find("compute/front/0")!.Spec).Placement.ShouldBe(new ComputePlacement("vim-zone-a", "image-in-vim", "flavour-in-vim"));
    }

    /// <summary>SOL003 §9.5.2.3: assets are named for one VIM connection each, or for all.</summary>
    [Theory]
    [InlineData("north", "north-flavour", "any-image")]
    [InlineData("south", "south-flavour", "any-image")]
    [InlineData("west", null, "any-image")]
    public void An_asset_of_the_granted_VIM_connection_is_taken(string connection, string? flavour, string image)
    {
        var target = VnfTarget.Build(Flavours.Input(1, 0, Out));
        var grant = Grant([], "zone-a") with
        {
            AddResources = [.. target.Nodes.Select(n => new GrantInfo { ResourceDefinitionId = n.Key, VimConnectionId = connection })],
            VimAssets = new VimAssets
            {
                ComputeResourceFlavours =
                [
                    new VimComputeResourceFlavour { VimConnectionId = "north", VnfdVirtualComputeDescId = "front", VimFlavourId = "north-flavour" },
                    new VimComputeResourceFlavour { VimConnectionId = "south", VnfdVirtualComputeDescId = "front", VimFlavourId = "south-flavour" },
                ],
                SoftwareImages = [new VimSoftwareImage { VnfdSoftwareImageId = "front_image", VimSoftwareImageId = "any-image" }],
            },
        };
        ((ComputeSpec)GrantResources.Place(target, grant).Find("compute/front/0")!.Spec).Placement.ShouldBe(new ComputePlacement(null, image, flavour));
    }

    [Fact]
    public void A_volume_starts_from_the_image_that_the_grant_names_and_keeps_it()
    {
        var node = new ResourceNode { Key = "storage/boot", Spec = new StorageSpec { SizeGib = 4, ImageRef = "front_image" } };
        var placed = GrantResources.Place(new ResourceGraph([node]), Grant([node.Key], "zone-a"));
        ((StorageSpec)placed.Find(node.Key)!.Spec).ImageId.ShouldBe("image-in-vim");
        var current = Managed(placed);
        var grown = new ResourceGraph([node with { Spec = new StorageSpec { SizeGib = 8, ImageRef = "front_image" } }]);
        var kept = GrantResources.KeepPlacement(grown, current);
        Planner.Plan(current, kept).Steps.Select(s => s.Action).ShouldBe([StepAction.Update], "it grows, and is not made anew");
        var update = Grant([], "zone-a") with { AddResources = null, UpdateResources = [new GrantInfo { ResourceDefinitionId = node.Key }], VimAssets = new VimAssets { SoftwareImages = [new VimSoftwareImage { VnfdSoftwareImageId = "front_image", VimSoftwareImageId = "newer" }] } };
        ((StorageSpec)GrantResources.Place(kept, update).Find(node.Key)!.Spec).ImageId.ShouldBe("image-in-vim");
    }

    [Fact]
    public void What_is_there_is_named_by_its_handle()
    {
        var current = Managed(VnfTarget.Build(Flavours.Input(1, 0, Out)));
        var request = GrantResources.Describe(Head, Planner.Plan(current, ResourceGraph.Empty), current);
        request.AddResources.ShouldBeNull();
        request.RemoveResources!.ShouldAllBe(d => d.Id != GrantResources.ResourceKeyOf(d.Id) && d.Resource!.ResourceId == "vim:" + GrantResources.ResourceKeyOf(d.Id));
    }

    private static List<ManagedResource> Managed(ResourceGraph graph) => [.. graph.Nodes.Select(n => new ManagedResource { Node = n, ResourceId = "vim:" + n.Key })];

    private static Grant Grant(IEnumerable<string> keys, string zone) => new()
    {
        Id = "g",
        VnfInstanceId = "i",
        VnfLcmOpOccId = "o",
        Links = new GrantLinks { Self = new Link { Href = "http://g" }, VnfLcmOpOcc = Head.Links.VnfLcmOpOcc, VnfInstance = Head.Links.VnfInstance },
        Zones = [new ZoneInfo { Id = zone, ZoneId = "vim-" + zone }],
        AddResources = [.. keys.Select(k => new GrantInfo { ResourceDefinitionId = k, ZoneId = zone })],
        VimAssets = new VimAssets
        {
            SoftwareImages = [new VimSoftwareImage { VnfdSoftwareImageId = "front_image", VimSoftwareImageId = "image-in-vim" }],
            ComputeResourceFlavours = [new VimComputeResourceFlavour { VnfdVirtualComputeDescId = "front", VimFlavourId = "flavour-in-vim" }],
        },
    };
}
