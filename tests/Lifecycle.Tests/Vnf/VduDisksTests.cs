using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

/// <summary>Volumes: which of them a server boots from, and which several servers have.</summary>
public sealed class VduDisksTests
{
    private static readonly ExternalLink Out = Flavours.Link("out", "out");

    [Theory]
    [InlineData("", "system,data,logs")]
    [InlineData("data,system", "system,data,logs")]
    [InlineData("system,logs", "system,logs,data")]
    [InlineData("logs", "system,logs,data")]
    public void A_server_without_an_image_boots_from_the_first_volume_that_has_one(string order, string expected)
        => Keys(order, image: false).ShouldBe(expected.Split(',').Select(s => $"storage/{s}/front/0"));

    [Theory]
    [InlineData("", "data,system,logs")]
    [InlineData("logs,data", "logs,data,system")]
    public void Volumes_beside_an_image_are_in_the_order_of_the_descriptor(string order, string expected)
        => Keys(order, image: true).ShouldBe(expected.Split(',').Select(s => $"storage/{s}/front/0"));

    [Fact]
    public void A_server_that_lives_keeps_the_order_of_its_disks()
    {
        var before = VnfTarget.Build(Input("data,system,logs", image: true));
        List<ManagedResource> current = [.. before.Nodes.Select(n => new ManagedResource { Node = n, ResourceId = n.Key })];
        Planner.Plan(current, GrantResources.KeepPlacement(VnfTarget.Build(Input("logs", image: true)), current)).Steps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, 4, true)]
    [InlineData(false, 1, null)]
    [InlineData(true, 4, null)]
    public void A_volume_that_several_can_share_is_made_for_several(bool perVnfc, int most, bool? many)
    {
        var input = Flavours.Input(1, 1, Out);
        input = input with
        {
            Flavour = input.Flavour with
            {
                Vdus = [.. input.Flavour.Vdus.Select(v => v with { MaxNumberOfInstances = most })],
                StorageResources = [.. input.Flavour.StorageResources.Select(s => s.Id == "shared" ? s with { PerVnfcInstance = perVnfc } : s)],
            },
        };
        var volume = (StorageSpec)VnfTarget.Build(input).Nodes.Single(n => n.Key.StartsWith("storage/shared", StringComparison.Ordinal)).Spec;
        volume.MultiAttach.ShouldBe(many);
        volume.IsExclusive.ShouldBe(many is null, "who comes does not wait for who goes");

        // A volume that was made for one stays, with what is on it.
        var there = volume with { MultiAttach = null };
        var node = new ResourceNode { Key = "storage/shared", Spec = there };
        List<ManagedResource> current = [new ManagedResource { Node = node, ResourceId = "id" }];
        Planner.Plan(current, GrantResources.KeepPlacement(new ResourceGraph([node with { Spec = volume }]), current)).Steps.ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Keys(string order, bool image) => ((ComputeSpec)VnfTarget.Build(Input(order, image)).Find("compute/front/0")!.Spec).StorageKeys;

    private static VnfTargetInput Input(string order, bool image)
    {
        var input = Flavours.Input(1, 0, Out);
        var vdu = Flavours.Vdu("front", storage: ["data", "system", "logs"]) with { BootOrder = order.Split(',', StringSplitOptions.RemoveEmptyEntries) };
        return input with
        {
            Flavour = input.Flavour with
            {
                Vdus = [image ? vdu : vdu with { SwImage = null }],
                StorageResources = [Disk("data"), Disk("system") with { SwImage = new SwImage { Id = "s", Name = "s", Version = "1" } }, Disk("logs")],
            },
        };
    }

    private static StorageResource Disk(string id) => new() { Id = id, Kind = "BLOCK", SizeBytes = 1L << 30 };
}
