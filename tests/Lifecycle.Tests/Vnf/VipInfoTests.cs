using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

public sealed class VipInfoTests
{
    [Fact]
    public void Virtual_addresses_and_trunks_are_told_in_the_words_of_the_standard()
    {
        ExternalLink[] links = [Wired.Link("gw_out"), Wired.Link("service", Wired.Fixed("10.9.0.5"))];
        var info = Render(There(VnfTarget.Build(Wired.Input(2, links))), links);

        var inside = info.VipCpInfo!.Single(v => v.CpdId == "cluster");
        (inside.CpInstanceId, inside.VnfExtCpId, inside.VnfLinkPortId).ShouldBe(("vip/cluster/0", null, "port/cluster/0"));
        inside.AssociatedVnfcCpIds.ShouldBe(["port/gw_in/0", "port/gw_in/1", "port/db_in/0"], ignoreOrder: true);
        inside.CpProtocolInfo!.Single().IpOverEthernet!.IpAddresses!.Single().Addresses.ShouldBe(["10.1.0.50"]);
        inside.Metadata!["floatingIpAddress"].GetString().ShouldBe("198.18.0.9");
        var outside = info.VipCpInfo!.Single(v => v.CpdId == "service");
        outside.Metadata.ShouldBeNull();
        (outside.VnfExtCpId, outside.VnfLinkPortId).ShouldBe(("ext-port/service/0", null));
        info.ExtCpInfo.Single(c => c.CpdId == "service").ShouldSatisfyAllConditions(
            c => c.AssociatedVipCpId.ShouldBe("vip/service/0"), c => c.AssociatedVnfcCpId.ShouldBeNull(), c => c.ExtLinkPortId.ShouldBe("port/service/0"), c => c.CpConfigId.ShouldBe("c1"));

        var inner = info.VnfVirtualLinkResourceInfo!.Single(l => l.VnfVirtualLinkDescId == "inner").VnfLinkPorts!;
        inner.Single(p => p.Id == "port/cluster/0").ShouldSatisfyAllConditions(p => p.VipCpInstanceId.ShouldBe("vip/cluster/0"), p => p.CpInstanceId.ShouldBeNull(), p => p.CpInstanceType.ShouldBeNull());
        inner.Single(p => p.Id == "port/gw_in/0").TrunkResourceId.ShouldBe("trunk:port/gw_in/0");
        var carried = info.VnfcResourceInfo![0].VnfcCpInfo!.Single(c => c.CpdId == "gw_voice");
        carried.CpProtocolInfo!.Single().IpOverEthernet!.SegmentationId.ShouldBe("30");
    }

    [Fact]
    public void A_virtual_address_without_a_port_is_an_external_point_without_one()
    {
        ExternalLink[] links = [Wired.Link("gw_out"), Wired.Link("service", Wired.Fixed("10.9.0.5") with { CreateExtLinkPort = false })];
        var info = Render(There(VnfTarget.Build(Wired.Input(2, links))), links);
        info.VipCpInfo!.Single(v => v.CpdId == "service").VnfExtCpId.ShouldBe("ext-vip/service/0");
        info.ExtCpInfo.Single(c => c.CpdId == "service").ShouldSatisfyAllConditions(
            c => c.Id.ShouldBe("ext-vip/service/0"), c => c.ExtLinkPortId.ShouldBeNull(), c => c.CpProtocolInfo.Single().IpOverEthernet!.IpAddresses!.Single().Addresses.ShouldBe(["10.9.0.5"]));
    }

    [Fact]
    public void Changes_tell_virtual_addresses_that_come_go_and_change_but_not_who_serves_them()
    {
        ExternalLink[] links = [Wired.Link("gw_out")];
        var one = There(VnfTarget.Build(Wired.Input(1, links)));
        VnfChangesRenderer.Vips([], one)!.Select(v => (v.CpInstanceId, v.CpdId, v.ChangeType)).ShouldBe([("vip/cluster/0", "cluster", AffectedVipCpChangeType.ADDED)]);
        VnfChangesRenderer.Vips(one, There(VnfTarget.Build(Wired.Input(3, links)))).ShouldBeNull();
        VnfChangesRenderer.Vips(one, [])!.Single().ChangeType.ShouldBe(AffectedVipCpChangeType.REMOVED);
        var moved = one.Select(r => r.Node.Key == "port/cluster/0" ? r with { Outputs = Output(r.Node.Key, ["10.1.0.51"]) } : r).ToList();
        VnfChangesRenderer.Vips(one, moved)!.Single().ChangeType.ShouldBe(AffectedVipCpChangeType.MODIFIED);
    }

    private static InstantiatedVnfInfo Render(IReadOnlyList<ManagedResource> resources, IReadOnlyList<ExternalLink> links)
        => VnfInfoRenderer.Render(new InstantiatedVnfInfo { FlavourId = "wired", VnfState = VnfOperationalStateType.STARTED, ExtCpInfo = [] }, resources, links, [], ["gw_out", "service"]);

    private static List<ManagedResource> There(ResourceGraph graph) => [.. graph.Nodes.Select((n, i) => new ManagedResource
    {
        Node = n,
        ResourceId = "vim:" + n.Key,
        Outputs = Output(n.Key, n.Spec is PortSpec port ? port.FixedAddresses.Count > 0 ? port.FixedAddresses : [$"10.77.0.{i + 1}"] : []),
    })];

    private static JsonElement Output(string key, IReadOnlyList<string> addresses) => JsonSerializer.SerializeToElement(
        new ResourceOutput
        {
            ResourceId = "vim:" + key,
            VimConnectionId = "vim",
            Addresses = addresses,
            TrunkId = key.StartsWith("port/gw_in", StringComparison.Ordinal) ? "trunk:" + key : null,
            FloatingAddress = key == "port/cluster/0" ? "198.18.0.9" : null,
        },
        LifecycleJsonContext.Default.ResourceOutput);
}
