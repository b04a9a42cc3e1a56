using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

public sealed class RendererTests
{
    private static readonly ExternalLink Out = Flavours.Link("out", "out");

    [Fact]
    public void An_instance_is_told_in_the_words_of_the_standard()
    {
        var managed = new ExtManagedVirtualLinkData { Id = "m", VnfVirtualLinkDescId = "inner", ResourceId = "theirs" };
        var input = Flavours.Input(2, 1, Out) with { ManagedLinks = new Dictionary<string, string>(StringComparer.Ordinal) { ["inner"] = "theirs" } };
        var info = VnfInfoRenderer.Render(new InstantiatedVnfInfo { FlavourId = "small", VnfState = VnfOperationalStateType.STARTED, ExtCpInfo = [] }, There(VnfTarget.Build(input)), [Out], [managed], ["out"]);

        info.VnfcResourceInfo!.Select(v => (v.Id, v.VduId, v.ZoneId)).ShouldBe([("compute/front/0", "front", "z"), ("compute/front/1", "front", "z"), ("compute/back/0", "back", "z")]);
        var front = info.VnfcResourceInfo![0];
        front.ComputeResource.ResourceId.ShouldBe("vim:compute/front/0");
        front.VnfcCpInfo!.Select(c => (c.CpdId, c.VnfExtCpId, c.VnfLinkPortId)).ShouldBe([("front_out", "ext-port/front_out/0", null), ("front_in", null, "port/front_in/0")]);
        info.ExtCpInfo.Select(c => (c.Id, c.CpdId)).ShouldBe([("ext-port/front_out/0", "out"), ("ext-port/front_out/1", "out")]);
        var address = info.ExtCpInfo[0].CpProtocolInfo![0].IpOverEthernet!;
        address.MacAddress.ShouldBe("fa:16:3e:00:00:01");
        address.IpAddresses!.Select(a => a.Type).ShouldBe([IpAddressType.IPV4, IpAddressType.IPV6]);
        info.ExtVirtualLinkInfo!.Single().ExtLinkPorts!.Select(p => p.CpInstanceId).ShouldBe(["ext-port/front_out/0", "ext-port/front_out/1"]);
        info.ExtVirtualLinkInfo!.Single().CurrentVnfExtCpData.Single().CpConfig!.Keys.ShouldBe(["port/front_out/0", "port/front_out/1"]);
        info.ExtManagedVirtualLinkInfo!.Single().VnfLinkPorts!.Count.ShouldBe(3);
        info.VnfVirtualLinkResourceInfo!.Single().VnfVirtualLinkDescId.ShouldBe("seen");
        info.VirtualStorageResourceInfo!.Select(s => s.VirtualStorageDescId).ShouldBe(["own", "own", "own", "shared"]);
    }

    [Fact]
    public void An_outer_address_is_told_in_the_metadata_of_its_point()
    {
        var resources = There(VnfTarget.Build(Flavours.Input(1, 0, Out)))
            .Select(r => r.Node.Key is "port/front_out/0" or "port/front_in/0"
                ? r with { Outputs = JsonSerializer.SerializeToElement(VnfInfoRenderer.Output(r.Outputs)! with { FloatingAddress = "198.18.0." + r.Node.Key.Length }, LifecycleJsonContext.Default.ResourceOutput) }
                : r).ToList();
        var info = VnfInfoRenderer.Render(new InstantiatedVnfInfo { FlavourId = "small", VnfState = VnfOperationalStateType.STARTED, ExtCpInfo = [] }, resources, [Out], [], ["out"]);
        info.ExtCpInfo.Single().Metadata!["floatingIpAddress"].GetString().ShouldBe("198.18.0.16");
        info.VnfcResourceInfo!.Single().VnfcCpInfo!.Select(c => (c.CpdId, c.Metadata?["floatingIpAddress"].GetString())).ShouldBe([("front_out", null), ("front_in", "198.18.0.15")]);
    }

    [Fact]
    public void What_may_not_be_there_is_not_told()
    {
        var resources = There(VnfTarget.Build(Flavours.Input(1, 0, Out))).Select(r => r.Node.Spec is ComputeSpec ? r with { Condition = ResourceCondition.Uncertain } : r).ToList();
        VnfInfoRenderer.Render(new InstantiatedVnfInfo { FlavourId = "small", VnfState = VnfOperationalStateType.STARTED, ExtCpInfo = [] }, resources, [Out], [], ["out"]).VnfcResourceInfo.ShouldBeEmpty();
    }

    [Fact]
    public void Changes_are_what_differs_between_before_and_after()
    {
        var one = There(VnfTarget.Build(Flavours.Input(1, 1, Out)));
        var two = There(VnfTarget.Build(Flavours.Input(2, 1, Out)));
        VnfChangesRenderer.Render(one, one).ShouldBeNull();

        var added = VnfChangesRenderer.Render(one, two).ShouldNotBeNull();
        added.AffectedVnfcs!.Select(v => (v.Id, v.ChangeType)).ShouldBe([("compute/front/1", AffectedVnfcChangeType.ADDED)]);
        added.AffectedVnfcs![0].AddedStorageResourceIds.ShouldBe(["storage/own/front/1"]);
        added.AffectedVirtualStorages!.Single().VirtualStorageDescId.ShouldBe("own");
        added.AffectedExtLinkPorts!.Single().ExtCpInstanceId.ShouldBe("ext-port/front_out/1");
        added.AffectedVirtualLinks.ShouldBeNull();

        var removed = VnfChangesRenderer.Render(two, one).ShouldNotBeNull();
        removed.AffectedVnfcs!.Select(v => (v.Id, v.ChangeType)).ShouldBe([("compute/front/1", AffectedVnfcChangeType.REMOVED)]);
        removed.AffectedVnfcs![0].RemovedStorageResourceIds.ShouldBe(["storage/own/front/1"]);

        var replaced = one.Select(r => r.Node.Key == "compute/front/0" ? r with { ResourceId = "another" } : r).ToList();
        VnfChangesRenderer.Render(one, replaced)!.AffectedVnfcs!.Single().ChangeType.ShouldBe(AffectedVnfcChangeType.MODIFIED);
        VnfChangesRenderer.Render([], one)!.AffectedVirtualLinks!.Select(l => l.VnfVirtualLinkDescId).ShouldBe(["inner", "seen"]);
    }

    private static List<ManagedResource> There(ResourceGraph graph) => [.. graph.Nodes.Select(n => new ManagedResource
    {
        Node = n,
        ResourceId = "vim:" + n.Key,
        Outputs = JsonSerializer.SerializeToElement(
            new ResourceOutput
            {
                ResourceId = "vim:" + n.Key,
                VimConnectionId = "vim",
                Zone = "z",
                MacAddress = n.Spec is PortSpec ? "fa:16:3e:00:00:01" : null,
                Addresses = n.Spec is PortSpec ? ["10.0.0.1", "fd00::1"] : [],
            },
            LifecycleJsonContext.Default.ResourceOutput),
    })];
}
