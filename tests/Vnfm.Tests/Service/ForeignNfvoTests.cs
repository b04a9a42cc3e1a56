using System.Text.Json.Nodes;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>The VNFM asks an NFVO of another maker for its grants (SOL003 §9): it does what that decides, and says why when it cannot.</summary>
public sealed class ForeignNfvoTests
{
    private const string NoLinks = """{"flavourId":"small"}""";

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task What_it_decides_is_done(int? later)
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        nfvo.Later = later;
        nfvo.Decide = Placed;
        var vnf = await VnfDriver.CreateAsync(host);
        var done = await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate());
        done.GrantId.ShouldBe("their-1");
        nfvo.Polls.ShouldBe(later is null ? 0 : later.Value + 1);
        var server = Server(host, vnf, "front:0");
        var spec = (ComputeSpec)server.Spec;
        (spec.Zone, spec.ImageRef, spec.FlavourRef).ShouldBe(("zone-2", "8a7f-front", "flavour-77"));
        (server.Outputs.Zone, server.Outputs.FlavourId).ShouldBe(("zone-2", "flavour-77"));
        Volume(host, vnf, "boot").ImageRef.ShouldBe("8a7f-back", "a volume starts from the image that the grant names");
        var instance = await vnf.InstanceAsync();
        instance.VimConnectionInfo!["their-vim"].VimId.ShouldBe(VnfmHost.Account);
        instance.InstantiatedVnfInfo!.VnfcResourceInfo!.ShouldAllBe(v => v.ZoneId == "zone-2");
        await vnf.ConsistentAsync("after the instantiation");

        // It need not send the same assets again: what is made later is made from them (note 3).
        nfvo.Decide = (request, grant) =>
        {
            Placed(request, grant);
            grant.Remove("vimAssets");
        };
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        var next = (ComputeSpec)Server(host, vnf, "front:1").Spec;
        (next.ImageRef, next.FlavourRef).ShouldBe(("8a7f-front", "flavour-77"));

        // What it sends counts more than what was known.
        nfvo.Decide = (request, grant) =>
        {
            Placed(request, grant);
            grant["vimAssets"]!["computeResourceFlavours"]![1]!["vimFlavourId"] = "flavour-78";
        };
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        ((ComputeSpec)Server(host, vnf, "front:2").Spec).FlavourRef.ShouldBe("flavour-78");
        ((ComputeSpec)Server(host, vnf, "front:0").Spec).FlavourRef.ShouldBe("flavour-77", "what is there stays as it is");
        await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        vnf.Inventory().ShouldBeEmpty();
        nfvo.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    public async Task What_it_refuses_is_over_with_its_reason(int? later)
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        nfvo.Later = later;
        nfvo.Refusal = "Their racks are full until Tuesday.";
        var vnf = await VnfDriver.CreateAsync(host);
        var over = await vnf.EndAsync(await vnf.StartAsync("instantiate", VnfDriver.Instantiate()));
        (over.OperationState, over.Error!.Status, over.Error.Detail).ShouldBe((LcmOperationStateType.ROLLED_BACK, 403, "Their racks are full until Tuesday."));
        (await vnf.InstanceAsync()).InstantiationState.ShouldBe(InstantiationState.NOT_INSTANTIATED);
        vnf.Inventory().ShouldBeEmpty();
        nfvo.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_that_it_gives_connect_what_the_request_did_not()
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        nfvo.Decide = (_, grant) => Links(grant, "net-b", managed: "net-m");
        var vnf = await VnfDriver.CreateAsync(host);
        await vnf.CompleteAsync("instantiate", NoLinks);
        Port(host, vnf, "front_out:0").NetworkRef.ShouldBe("net-b");
        Port(host, vnf, "front_in:0").NetworkRef.ShouldBe("net-m");
        var info = (await vnf.InstanceAsync()).InstantiatedVnfInfo!;
        info.ExtVirtualLinkInfo!.ShouldHaveSingleItem().ResourceHandle.ResourceId.ShouldBe("net-b");
        info.ExtManagedVirtualLinkInfo!.ShouldHaveSingleItem().NetworkResource.ResourceId.ShouldBe("net-m");
        await vnf.ConsistentAsync("with links of the grant");
        nfvo.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_that_it_gives_count_more_than_those_of_the_request()
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        nfvo.Decide = (_, grant) => Links(grant, "net-b", managed: null);
        var vnf = await VnfDriver.CreateAsync(host);
        await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate(network: "net-a", managed: true));
        Port(host, vnf, "front_out:0").NetworkRef.ShouldBe("net-b");
        Port(host, vnf, "front_in:0").NetworkRef.ShouldBe("net-m", "what the grant does not name stays as it was requested");
        nfvo.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_nobody_gives_is_told()
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        var vnf = await VnfDriver.CreateAsync(host);
        var over = await vnf.EndAsync(await vnf.StartAsync("instantiate", NoLinks));
        (over.OperationState, over.Error!.Status).ShouldBe((LcmOperationStateType.ROLLED_BACK, 422));
        over.Error.Detail.ShouldContain("'out' must be connected, and neither the request nor the grant 'their-1'");
        nfvo.Decide = (_, grant) => Links(grant, "net-b", managed: null, cpd: "nonsense");
        over = await vnf.EndAsync(await vnf.StartAsync("instantiate", VnfDriver.Instantiate()));
        (over.OperationState, over.Error!.Title).ShouldBe((LcmOperationStateType.ROLLED_BACK, "The grant does not fit the VNF"));
        over.Error.Detail.ShouldContain("'nonsense'");
        vnf.Inventory().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_zone_that_the_VIM_does_not_have_stops_the_operation_and_can_be_undone()
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        nfvo.Decide = (request, grant) =>
        {
            Placed(request, grant);
            grant["zones"]![0]!["zoneId"] = "atlantis";
        };
        var vnf = await VnfDriver.CreateAsync(host);
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        var stopped = await vnf.EndAsync(id);
        stopped.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        stopped.Error!.Detail.ShouldContain("atlantis");
        (await vnf.ContinueAsync(id, "rollback")).OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        vnf.Inventory().ShouldBeEmpty();
        nfvo.Decide = Placed;
        await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate());
        await vnf.ConsistentAsync("with a zone that is there");
    }

    [Fact]
    public async Task A_VNF_in_two_VIMs_is_not_begun()
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        nfvo.Decide = (_, grant) =>
        {
            var resources = grant["addResources"]!.AsArray();
            resources[0]!["vimConnectionId"] = "north";
            resources[1]!["vimConnectionId"] = "south";
        };
        var vnf = await VnfDriver.CreateAsync(host);
        var over = await vnf.EndAsync(await vnf.StartAsync("instantiate", VnfDriver.Instantiate()));
        (over.OperationState, over.Error!.Status).ShouldBe((LcmOperationStateType.ROLLED_BACK, 422));
        over.Error.Detail.ShouldContain("'north', 'south'");
    }

    [Fact]
    public async Task It_may_be_busy_for_a_while()
    {
        await using var nfvo = await ForeignNfvo.StartAsync();
        await using var host = await VnfmHost.StartAsync(nfvo: nfvo.Address);
        nfvo.Busy = 5;
        var vnf = await VnfDriver.CreateAsync(host);
        await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate());
        nfvo.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task When_it_does_not_answer_the_operation_is_over_in_time()
    {
        await using var host = await VnfmHost.StartAsync(configure: static o => o.GrantTimeout = TimeSpan.FromSeconds(2), nfvo: new Uri("http://127.0.0.1:9/"));
        var vnf = await VnfDriver.CreateAsync(host);
        var over = await vnf.EndAsync(await vnf.StartAsync("instantiate", VnfDriver.Instantiate()));
        (over.OperationState, over.Error!.Status).ShouldBe((LcmOperationStateType.ROLLED_BACK, 503));
        over.Error.Detail.ShouldContain("Vnfm:GrantTimeout");
        over.Error.Detail.ShouldContain("http://127.0.0.1:9/");
        (await vnf.InstanceAsync()).InstantiationState.ShouldBe(InstantiationState.NOT_INSTANTIATED);
    }

    /// <summary>Everything in one zone of their VIM, from their images and flavours; entries for another VIM are none of ours.</summary>
    private static void Placed(JsonObject request, JsonObject grant)
    {
        grant["vimConnectionInfo"] = new JsonObject { ["their-vim"] = new JsonObject { ["vimId"] = VnfmHost.Account, ["vimType"] = "ETSINFV.OPENSTACK_KEYSTONE.V_3" } };
        grant["zones"] = JsonNode.Parse("""[{"id":"z","zoneId":"zone-2","vimConnectionId":"their-vim"}]""");
        foreach (var resource in grant["addResources"]?.AsArray() ?? [])
        {
            resource!["vimConnectionId"] = "their-vim";
            if (request["addResources"]!.AsArray().Single(d => d!["id"]!.GetValue<string>() == resource["resourceDefinitionId"]!.GetValue<string>())!["type"]!.GetValue<string>() == "COMPUTE")
            {
                resource["zoneId"] = "z";
            }
        }
        grant["vimAssets"] = JsonNode.Parse("""
            {
              "softwareImages": [
                {"vimConnectionId":"other","vnfdSoftwareImageId":"front_image","vimSoftwareImageId":"not-here"},
                {"vimConnectionId":"their-vim","vnfdSoftwareImageId":"front_image","vimSoftwareImageId":"8a7f-front"},
                {"vnfdSoftwareImageId":"back_image","vimSoftwareImageId":"8a7f-back"}
              ],
              "computeResourceFlavours": [
                {"vimConnectionId":"other","vnfdVirtualComputeDescId":"front","vimFlavourId":"not-here"},
                {"vimConnectionId":"their-vim","vnfdVirtualComputeDescId":"front","vimFlavourId":"flavour-77"}
              ]
            }
            """);
    }

    private static void Links(JsonObject grant, string network, string? managed, string cpd = "out")
    {
        grant["extVirtualLinks"] = JsonNode.Parse($$$$"""[{"id":"ext","resourceId":"{{{{network}}}}","extCps":[{"cpdId":"{{{{cpd}}}}","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET"}]}}}]}]""");
        if (managed is not null)
        {
            grant["extManagedVirtualLinks"] = JsonNode.Parse($$"""[{"id":"theirs","vnfVirtualLinkDescId":"inner","resourceId":"{{managed}}"}]""");
        }
    }

    private static VimResource Server(VnfmHost host, VnfDriver vnf, string name) => Resource(host, vnf, VimResourceKind.Compute, name);

    private static PortSpec Port(VnfmHost host, VnfDriver vnf, string name) => (PortSpec)Resource(host, vnf, VimResourceKind.Port, name).Spec;

    private static StorageSpec Volume(VnfmHost host, VnfDriver vnf, string name) => (StorageSpec)Resource(host, vnf, VimResourceKind.Storage, name).Spec;

    private static VimResource Resource(VnfmHost host, VnfDriver vnf, VimResourceKind kind, string name)
        => host.Vim.Resources(VnfmHost.TenantId).Single(r => r.Kind == kind && r.Spec.Tags.InstanceId == vnf.Id && r.Key.Contains(name, StringComparison.Ordinal));
}
