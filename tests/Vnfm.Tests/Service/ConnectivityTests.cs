using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>What a descriptor says of links, filters, trunks and virtual addresses is there in the VIM, shown by the instance, changed by operations, and undone.</summary>
public sealed class ConnectivityTests : IAsyncLifetime
{
    private const string Service = """{"cpdId":"service","cpConfig":{"vip":{"createExtLinkPort":true,"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","fixedAddresses":["10.1.9.9"]}]}}]}}}""";

    private VnfmHost host = null!;

    public async Task InitializeAsync()
    {
        host = await VnfmHost.StartAsync();
        host.Vnfds.ById[WiredVnfd.Id] = WiredVnfd.Descriptor;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task All_of_it_is_in_the_vim_and_shown()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        var done = await vnf.CompleteAsync("instantiate", Instantiate(Service));
        var network = Spec<NetworkSpec>(vnf, "network:inner");
        (network.Mtu, network.Qos).ShouldBe((8900, new VimQos { MaxBitsPerSecond = 2_000_000_000, BestEffort = true }));
        network.Subnets.Single().Pools.ShouldBe([new VimAddressPool("10.1.0.100", "10.1.0.200")]);
        Spec<SecurityGroupSpec>(vnf, "securityGroup:gw_out").Rules.ShouldBe(
        [
            new VimSecurityRule { Protocol = "tcp", PortMin = 443, PortMax = 443 },
            new VimSecurityRule { Direction = VimSecurityDirection.EGRESS }, new VimSecurityRule { Direction = VimSecurityDirection.EGRESS, IpVersion = 6 },
        ]);
        Spec<PortSpec>(vnf, "port:gw_out:0").ShouldSatisfyAllConditions(p => p.SecurityGroups.ShouldBe([vnf.Id + ":securityGroup:gw_out"]), p => p.AllowedAddresses.ShouldBe(["10.1.9.9"]));
        Spec<PortSpec>(vnf, "port:gw_in:0").ShouldSatisfyAllConditions(p => p.SubPorts.ShouldBe([new VimSubPort(vnf.Id + ":port:gw_voice:0", 30)]), p => p.AllowedAddresses.ShouldBe(["10.1.0.50"]));
        vnf.Inventory().Keys.ShouldContain("port:service:0");

        var info = (await vnf.InstanceAsync()).InstantiatedVnfInfo!;
        info.VipCpInfo!.Select(v => (v.CpInstanceId, v.VnfExtCpId, v.VnfLinkPortId)).ShouldBe([("vip/cluster/0", null, "port/cluster/0"), ("vip/service/0", "ext-port/service/0", null)], ignoreOrder: true);
        info.VipCpInfo!.Single(v => v.CpdId == "cluster").AssociatedVnfcCpIds.ShouldBe(["port/gw_in/0"]);
        info.ExtCpInfo.Single(c => c.CpdId == "service").CpProtocolInfo[0].IpOverEthernet!.IpAddresses!.Single().Addresses.ShouldBe(["10.1.9.9"]);
        info.VnfVirtualLinkResourceInfo!.SelectMany(l => l.VnfLinkPorts!).Single(p => p.Id == "port/gw_in/0").TrunkResourceId.ShouldNotBeNull();
        info.VnfcResourceInfo!.Single().VnfcCpInfo!.Select(c => c.CpdId).ShouldBe(["gw_in", "gw_voice", "gw_out"]);
        done.AffectedVipCps!.Select(v => (v.CpdId, v.ChangeType)).ShouldBe([("cluster", AffectedVipCpChangeType.ADDED), ("service", AffectedVipCpChangeType.ADDED)], ignoreOrder: true);
        await vnf.ConsistentAsync("after the instantiation");

        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":2}""");
        Spec<PortSpec>(vnf, "port:gw_in:2").AllowedAddresses.Count.ShouldBe(3, "three virtual addresses, served by all");
        Spec<PortSpec>(vnf, "port:gw_in:0").AllowedAddresses.Count.ShouldBe(3);
        (await vnf.InstanceAsync()).InstantiatedVnfInfo!.VipCpInfo!.Count(v => v.CpdId == "cluster").ShouldBe(3);
        await vnf.CompleteAsync("scale", """{"type":"SCALE_IN","aspectId":"load","numberOfSteps":2}""");
        Spec<PortSpec>(vnf, "port:gw_in:0").AllowedAddresses.ShouldBe(["10.1.0.50"]);
        await vnf.ConsistentAsync("after scaling in");

        await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        vnf.Inventory().ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_flavour_changes_what_differs_and_a_roll_back_changes_it_back()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        await vnf.CompleteAsync("instantiate", Instantiate());
        var (before, ids) = (vnf.Inventory(), vnf.VimIds());
        vnf.Break(FaultMode.FAIL, operation: FaultOperation.UPDATE, key: "gw_in");
        var stopped = await vnf.EndAsync(await vnf.StartAsync("change_flavour", """{"newFlavourId":"tuned"}"""));
        stopped.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        (await vnf.ContinueAsync(stopped.Id, "rollback")).OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);

        var done = await vnf.CompleteAsync("change_flavour", """{"newFlavourId":"tuned"}""");
        vnf.VimIds().ShouldBe(ids.ToDictionary(StringComparer.Ordinal), ignoreOrder: true, "nothing is made anew for this");
        Spec<NetworkSpec>(vnf, "network:inner").Mtu.ShouldBe(1400);
        Spec<SecurityGroupSpec>(vnf, "securityGroup:gw_out").Rules[0].PortMin.ShouldBe(8443);
        Spec<PortSpec>(vnf, "port:gw_in:0").ShouldSatisfyAllConditions(p => p.SubPorts.Single().SegmentationId.ShouldBe(31), p => p.AllowedAddresses.ShouldBe(["10.1.0.51"]));
        done.AffectedVipCps!.Single().ShouldSatisfyAllConditions(v => v.CpdId.ShouldBe("cluster"), v => v.ChangeType.ShouldBe(AffectedVipCpChangeType.MODIFIED));
        await vnf.ConsistentAsync("after the change of flavour");
    }

    [Fact]
    public async Task A_virtual_address_that_is_lost_is_reserved_again_under_running_servers()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        await vnf.CompleteAsync("instantiate", Instantiate());
        var (before, ids) = (vnf.Inventory(), vnf.VimIds());
        host.Nfvi.Delete(VnfmHost.TenantId, VimResourceKind.Port, vnf.Id + ":port:cluster:0", out _);
        await vnf.CompleteAsync("heal", "{}");
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        vnf.VimIds().Where(i => ids[i.Key] != i.Value).Select(i => i.Key).ShouldBe(["port:cluster:0"]);
        await vnf.ConsistentAsync("after healing");
    }

    [Fact]
    public async Task A_virtual_address_without_a_port_is_allowed_and_told()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        await vnf.CompleteAsync("instantiate", Instantiate(Service.Replace("true", "false", StringComparison.Ordinal)));
        vnf.Inventory().Keys.ShouldNotContain("port:service:0");
        Spec<PortSpec>(vnf, "port:gw_out:0").AllowedAddresses.ShouldBe(["10.1.9.9"]);
        var info = (await vnf.InstanceAsync()).InstantiatedVnfInfo!;
        info.ExtCpInfo.Single(c => c.CpdId == "service").ShouldSatisfyAllConditions(c => c.ExtLinkPortId.ShouldBeNull(), c => c.AssociatedVipCpId.ShouldBe("vip/service/0"));
        // The address moves: who serves it is told.
        await vnf.CompleteAsync("change_ext_conn", $$"""{"extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{{Service.Replace("10.1.9.9", "10.1.9.10", StringComparison.Ordinal)}}]}]}""");
        Spec<PortSpec>(vnf, "port:gw_out:0").AllowedAddresses.ShouldBe(["10.1.9.10"]);
        vnf.Inventory().Keys.ShouldContain("port:service:0");
    }

    [Fact]
    public async Task Links_that_the_grant_gives_count_more_than_those_of_the_request()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        host.Granter.Decide = grant => grant with { ExtVirtualLinks = [new Sol.Grant.ExtVirtualLinkData { Id = "given", ResourceId = "net-b", ExtCps = [new VnfExtCpData { CpdId = "gw_out" }] }] };
        await vnf.CompleteAsync("instantiate", Instantiate());
        Spec<PortSpec>(vnf, "port:gw_out:0").NetworkRef.ShouldBe("net-b");
        (await vnf.InstanceAsync()).InstantiatedVnfInfo!.ExtVirtualLinkInfo!.Single().Id.ShouldBe("given");
        await vnf.ConsistentAsync("after the instantiation");

        var other = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        host.Granter.Decide = grant => grant with { ExtVirtualLinks = [new Sol.Grant.ExtVirtualLinkData { Id = "given", ResourceId = "net-b", ExtCps = [new VnfExtCpData { CpdId = "nonsense" }] }] };
        var refused = await other.EndAsync(await other.StartAsync("instantiate", Instantiate()));
        refused.OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        refused.Error!.Detail.ShouldSatisfyAllConditions(d => d.ShouldContain("The grant 'grant-"), d => d.ShouldContain("'nonsense'"));
        other.Inventory().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"fixedAddresses":["10.1.0.9"],"subnetId":"10.2.0.0/24"}""", "10.1.0.9 of cpConfig 'c7' of 'gw_out' is not in the subnet '10.2.0.0/24'")]
    [InlineData("""{"fixedAddresses":["10.1.0.9","10.1.0.9"]}""", "more than one")]
    [InlineData("""{"fixedAddresses":["fd00::1"]}""", "no IPV4 address")]
    [InlineData("""{"addressRange":{"minAddress":"10.1.0.9","maxAddress":"10.1.0.8"}}""", "before it begins")]
    [InlineData("""{"numDynamicAddresses":0}""", "1 or more")]
    [InlineData("""{"numDynamicAddresses":1,"subnetId":"10.1.0.0/99"}""", "no IPV4 block")]
    public async Task Addresses_that_cannot_be_are_refused_by_name(string address, string says)
        => (await RefusedAsync("""{"cpdId":"gw_out","cpConfig":{"c7":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4",""" + address[1..] + "]}}]}}}"))
            .ShouldSatisfyAllConditions(d => d.ShouldContain(says), d => d.ShouldContain("'c7'"), d => d.ShouldContain("'gw_out'"));

    [Theory]
    [InlineData("""{"macAddress":"fa:16:3e:00:00"}""", "aa:bb:cc:dd:ee:ff")]
    [InlineData("""{"macAddress":"01:00:5e:00:00:01"}""", "group")]
    [InlineData("""{"macAddress":"fa:16:3e:00:00:01","segmentationId":"7"}""", "trunk")]
    public async Task Other_things_that_cannot_be_are_refused_by_name(string ethernet, string says)
        => (await RefusedAsync("""{"cpdId":"gw_out","cpConfig":{"c7":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":""" + ethernet + "}]}}}")).ShouldContain(says);

    [Theory]
    [InlineData("""{"cpdId":"gw_out","cpConfig":{"c7":{"createExtLinkPort":false,"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","numDynamicAddresses":1}]}}]}}}""", "VipCp")]
    [InlineData("""{"cpdId":"service","cpConfig":{"c7":{"createExtLinkPort":false,"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","numDynamicAddresses":1}]}}]}}}""", "fixedAddresses")]
    public async Task A_port_that_is_or_is_not_wanted_must_make_sense(string cp, string says) => (await RefusedAsync(cp)).ShouldContain(says);

    [Fact]
    public async Task A_link_that_is_too_small_is_found_when_the_request_comes()
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        await vnf.CompleteAsync("instantiate", Instantiate());
        host.Vnfds.ById[WiredVnfd.Id] = WiredVnfd.Descriptor with
        {
            Flavours = [.. WiredVnfd.Descriptor.Flavours.Select(f => f with { InternalVirtualLinks = [.. f.InternalVirtualLinks.Select(l => l.Id == "voice" ? l with { ProtocolData = [l.ProtocolData[0] with { L3 = l.ProtocolData[0].L3! with { Cidr = "10.1.1.0/30" } }] } : l)] })],
        };
        var (status, problem, _) = await vnf.SendAsync("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":2}""");
        (status, problem.GetProperty("detail").GetString()).ShouldBe((422, "The virtual link 'voice' has 2 address(es) in 10.1.1.0/30 for 3 ports."));
    }

    private async Task<string> RefusedAsync(string cp)
    {
        var vnf = await VnfDriver.CreateAsync(host, vnfdId: WiredVnfd.Id);
        var others = cp.Contains("\"gw_out\"", StringComparison.Ordinal) ? "" : """{"cpdId":"gw_out"},""";
        var (status, problem, _) = await vnf.SendAsync("instantiate", $$"""{"flavourId":"plain","extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{{others}}{{cp}}]}]}""");
        status.ShouldBe(422, problem.ToString());
        return problem.GetProperty("detail").GetString()!;
    }

    private static string Instantiate(string? service = null)
        => $$"""{"flavourId":"plain","extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{"cpdId":"gw_out"}{{(service is null ? "" : "," + service)}}]}]}""";

    private T Spec<T>(VnfDriver vnf, string key)
        where T : VimResourceSpec
        => host.Nfvi.Inventory(VnfmHost.TenantId).Resources.Select(r => r.Resource).Single(r => r.Key == vnf.Id + ":" + key).Spec.ShouldBeOfType<T>();
}
