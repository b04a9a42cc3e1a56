using System.Net;
using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Every operation through the door, and what it did in the VIM.</summary>
public sealed class OperationTests : IAsyncLifetime
{
    private VnfmHost host = null!;

    public async Task InitializeAsync() => host = await VnfmHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task An_instantiation_shows_all_there_is()
    {
        var vnf = await VnfDriver.CreateAsync(host);
        (await vnf.InstanceAsync()).VnfConfigurableProperties!["greeting"].GetString().ShouldBe("hello");
        var done = await vnf.CompleteAsync("instantiate", """
            {"flavourId":"small","instantiationLevelId":"three","localizationLanguage":"de","vnfConfigurableProperties":{"greeting":"hallo"},"extensions":{"peer":"x"},
             "vimConnectionInfo":{"sim-1":{"vimType":"SIMULATOR","vimId":"sim-1","accessInfo":{"password":"secret"}}},
             "extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{"cpdId":"virtual_link_out","cpConfig":{
               "first":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","fixedAddresses":["10.1.0.77"]}]}}]},
               "rest":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","addressRange":{"minAddress":"10.1.0.100","maxAddress":"10.1.0.110"}}]}}]}}}]}]}
            """);
        var instance = await vnf.InstanceAsync();
        var info = instance.InstantiatedVnfInfo!;
        info.ScaleStatus!.Single().ScaleLevel.ShouldBe(2);
        info.MaxScaleLevels!.Single().ScaleLevel.ShouldBe(3);
        info.LocalizationLanguage.ShouldBe("de");
        info.MonitoringParameters!.Single().Id.ShouldBe("cpu");
        info.VnfcInfo!.Count.ShouldBe(5);
        info.VnfcInfo!.ShouldAllBe(v => v.VnfcState == VnfOperationalStateType.STARTED && v.VnfcResourceInfoId == v.Id);
        info.ExtCpInfo.SelectMany(c => c.CpProtocolInfo[0].IpOverEthernet!.IpAddresses!).SelectMany(a => a.Addresses!).ShouldBe(["10.1.0.77", "10.1.0.100", "10.1.0.101", "10.1.0.102"], ignoreOrder: true);
        info.ExtVirtualLinkInfo!.Single().CurrentVnfExtCpData.Single().CpConfig!.Keys.ShouldBe(["first", "rest"]);
        info.ExtVirtualLinkInfo!.Single().CurrentVnfExtCpData.Single().CpdId.ShouldBe("out");
        instance.VnfConfigurableProperties!["greeting"].GetString().ShouldBe("hallo");
        instance.VimConnectionInfo!["sim-1"].AccessInfo.ShouldBeNull();
        done.OperationParams!.Value.GetRawText().ShouldNotContain("secret");
        done.ChangedInfo!.Extensions!["peer"].GetString().ShouldBe("x");
        done.ResourceChanges!.AffectedVnfcs!.Count.ShouldBe(5);
        done.ChangedExtConnectivity!.Single().Id.ShouldBe("ext");
        new[] { instance.Links.Scale, instance.Links.ScaleToLevel, instance.Links.Heal, instance.Links.Operate, instance.Links.ChangeFlavour, instance.Links.ChangeExtConn, instance.Links.Terminate }
            .ShouldAllBe(l => l != null);
        instance.Links.Instantiate.ShouldBeNull();
        await vnf.ConsistentAsync("after the instantiation");
    }

    [Fact]
    public async Task Scaling_follows_the_deltas_and_levels()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":2}""");
        (await FrontsAsync(vnf)).ShouldBe(4);
        await vnf.CompleteAsync("scale_to_level", """{"scaleInfo":[{"aspectId":"load","scaleLevel":1}]}""");
        (await FrontsAsync(vnf)).ShouldBe(2);
        await vnf.CompleteAsync("scale_to_level", """{"instantiationLevelId":"three"}""");
        (await FrontsAsync(vnf)).ShouldBe(4);
        await vnf.CompleteAsync("scale", """{"type":"SCALE_IN","aspectId":"load","numberOfSteps":2}""");
        (await FrontsAsync(vnf)).ShouldBe(1);
    }

    [Fact]
    public async Task A_change_of_flavour_keeps_what_is_the_same_and_resizes_what_only_differs_in_size()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.VimIds();
        var done = await vnf.CompleteAsync("change_flavour", """{"newFlavourId":"big"}""");
        var after = vnf.VimIds();
        after["compute:front:0"].ShouldBe(before["compute:front:0"]);
        after["network:inner"].ShouldBe(before["network:inner"]);
        after.Keys.ShouldNotContain("compute:back:0");
        after.Keys.ShouldContain("compute:cache:0");
        vnf.Inventory()["compute:front:0"].ShouldContain("\"vcpus\":2");
        (await vnf.InstanceAsync()).InstantiatedVnfInfo!.FlavourId.ShouldBe("big");
        done.ResourceChanges!.AffectedVnfcs!.Select(v => (v.Id, v.ChangeType)).ShouldBe(
            [("compute/front/0", AffectedVnfcChangeType.MODIFIED), ("compute/cache/0", AffectedVnfcChangeType.ADDED), ("compute/back/0", AffectedVnfcChangeType.REMOVED)], ignoreOrder: true);
        await vnf.ConsistentAsync("after the change of flavour");
    }

    [Fact]
    public async Task A_stopped_vnf_is_stopped_in_the_vim_grows_stopped_and_starts_again()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        await vnf.CompleteAsync("operate", """{"changeStateTo":"STOPPED","stopType":"GRACEFUL","gracefulStopTimeout":1}""");
        var info = (await vnf.InstanceAsync()).InstantiatedVnfInfo!;
        info.VnfState.ShouldBe(VnfOperationalStateType.STOPPED);
        info.VnfcInfo!.ShouldAllBe(v => v.VnfcState == VnfOperationalStateType.STOPPED);
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        await vnf.CompleteAsync("heal", """{"vnfcInstanceId":["compute/front/0"]}""");
        Servers(vnf).Count.ShouldBe(3);
        Servers(vnf).Values.ShouldAllBe(s => s.StartsWith("STOPPED"));

        await vnf.CompleteAsync("operate", """{"changeStateTo":"STARTED","vnfcInstanceId":["compute/back/0"]}""");
        info = (await vnf.InstanceAsync()).InstantiatedVnfInfo!;
        info.VnfState.ShouldBe(VnfOperationalStateType.STARTED);
        Servers(vnf).Where(s => s.Value.StartsWith("ACTIVE")).Select(s => s.Key).ShouldBe(["compute:back:0"]);
        await vnf.CompleteAsync("operate", """{"changeStateTo":"STARTED"}""");
        Servers(vnf).Values.ShouldAllBe(s => s.StartsWith("ACTIVE"));
        await vnf.ConsistentAsync("after the start");
    }

    [Fact]
    public async Task Healing_finds_what_is_broken_and_works_on_that_alone()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host, "three");
        var before = vnf.VimIds();
        // Somebody deleted one server and switched another one off.
        host.Nfvi.Delete(VnfmHost.TenantId, VimResourceKind.Compute, vnf.Id + ":compute:front:2", out _);
        host.Nfvi.Act(VnfmHost.TenantId, VimResourceKind.Compute, vnf.Id + ":compute:back:0", new VimAction { Type = VimActionType.STOP, ActionId = "by-hand" }, out _);
        var counted = host.Nfvi.Inventory().Totals;
        var done = await vnf.CompleteAsync("heal", """{"cause":"an alarm"}""");
        var after = vnf.VimIds();
        after.Where(a => before[a.Key] != a.Value).Select(a => a.Key).ShouldBe(["compute:front:2"]);
        Servers(vnf).Values.ShouldAllBe(s => s.StartsWith("ACTIVE"));
        var totals = host.Nfvi.Inventory().Totals;
        (totals.Created - counted.Created, totals.Deleted - counted.Deleted).ShouldBe((1, 0));
        done.ResourceChanges!.AffectedVnfcs!.Select(v => v.Id).ShouldBe(["compute/front/2"]);

        // Nothing is broken: nothing is done.
        (await vnf.CompleteAsync("heal", "{}")).ResourceChanges.ShouldBeNull();
        await vnf.CompleteAsync("heal", """{"vnfcInstanceId":["compute/front/1"],"additionalParams":{"volumes":"REBUILD"}}""");
        vnf.VimIds().Where(a => after[a.Key] != a.Value).Select(a => a.Key).ShouldBe(["compute:front:1", "storage:data:front:1"], ignoreOrder: true);
        await vnf.ConsistentAsync("after healing");
    }

    [Fact]
    public async Task Connectivity_changes_without_touching_the_servers()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.VimIds();
        var done = await vnf.CompleteAsync("change_ext_conn", """
            {"extVirtualLinks":[{"id":"other","resourceId":"net-b","extCps":[{"cpdId":"out","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","fixedAddresses":["10.2.0.50"]}]}}]}}}]}]}
            """);
        var after = vnf.VimIds();
        after.Where(a => before[a.Key] != a.Value).Select(a => a.Key).ShouldBe(["port:front_out:0"]);
        var link = (await vnf.InstanceAsync()).InstantiatedVnfInfo!.ExtVirtualLinkInfo!.Single();
        (link.Id, link.ResourceHandle.ResourceId).ShouldBe(("other", "net-b"));
        done.ChangedExtConnectivity!.Single().Id.ShouldBe("other");
        done.ResourceChanges!.AffectedExtLinkPorts!.Single().ChangeType.ShouldBe(AffectedExtLinkPortChangeType.MODIFIED);

        // Another address on the same link: not even the port is made anew.
        await vnf.CompleteAsync("change_ext_conn", """
            {"extVirtualLinks":[{"id":"other","resourceId":"net-b","extCps":[{"cpdId":"out","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","fixedAddresses":["10.2.0.51"]}]}}]}}}]}]}
            """);
        vnf.VimIds().ShouldBe(after.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        (await vnf.InstanceAsync()).InstantiatedVnfInfo!.ExtCpInfo.Single().CpProtocolInfo[0].IpOverEthernet!.IpAddresses!.Single().Addresses!.ShouldBe(["10.2.0.51"]);
        await vnf.ConsistentAsync("after the changes");
    }

    [Fact]
    public async Task A_modification_is_an_operation_that_touches_no_resource()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.Inventory();
        var tag = await vnf.TagAsync();
        var grants = host.Granter.Requests.Count;
        (await vnf.SendAsync("modify", """{"vnfInstanceName":"x"}""", ifMatch: "\"999\"")).Status.ShouldBe(412);
        var done = await vnf.CompleteAsync("modify", """
            {"vnfInstanceName":"renamed","metadata":{"a":1},"vnfConfigurableProperties":{"retries":5},"vnfcInfoModifications":[{"id":"compute/front/0","vnfcConfigurableProperties":{"colour":"blue"}}]}
            """);
        done.Operation.ShouldBe(LcmOperationType.MODIFY_INFO);
        done.ChangedInfo!.VnfInstanceName.ShouldBe("renamed");
        done.ChangedInfo.VnfcInfoModifications!.Single().VnfcConfigurableProperties["colour"].GetString().ShouldBe("blue");
        host.Granter.Requests.Count.ShouldBe(grants);
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        (await vnf.TagAsync()).ShouldNotBe(tag);
        var instance = await vnf.InstanceAsync();
        (instance.Metadata!["owner"].GetString(), instance.Metadata["a"].GetInt32(), instance.VnfConfigurableProperties!["retries"].GetInt32()).ShouldBe(("nobody", 1, 5));
        instance.InstantiatedVnfInfo!.VnfcInfo!.Single(v => v.Id == "compute/front/0").VnfcConfigurableProperties!["colour"].GetString().ShouldBe("blue");

        await vnf.CompleteAsync("modify", """{"vnfInstanceName":null,"metadata":{"a":null}}""");
        instance = await vnf.InstanceAsync();
        instance.VnfInstanceName.ShouldBeNull();
        instance.Metadata!.Keys.ShouldBe(["owner"]);

        // A new name does not rename what is there: scaling adds, and changes nothing else.
        var ids = vnf.VimIds();
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        vnf.VimIds().Where(i => ids.ContainsKey(i.Key)).ToDictionary(StringComparer.Ordinal).ShouldBe(ids.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
    }

    [Fact]
    public async Task The_version_of_a_vnf_without_resources_can_be_modified()
    {
        host.Vnfds.ById["next"] = TestVnfd.Descriptor with { DescriptorId = "next", SoftwareVersion = "2.0" };
        var vnf = await VnfDriver.CreateAsync(host);
        await vnf.CompleteAsync("modify", """{"vnfPkgId":"pkg-next"}""");
        var instance = await vnf.InstanceAsync();
        (instance.VnfdId, instance.VnfSoftwareVersion).ShouldBe(("next", "2.0"));
        await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate());
        var (status, problem, _) = await vnf.SendAsync("modify", $$"""{"vnfdId":"{{TestVnfd.Id}}"}""");
        (status, problem.GetProperty("detail").GetString()!.Contains("change_vnfpkg", StringComparison.Ordinal)).ShouldBe((409, true));
    }

    [Theory]
    [InlineData("GRACEFUL")]
    [InlineData("FORCEFUL")]
    public async Task A_running_operation_can_be_cancelled_in_every_state(string mode)
    {
        var cancel = $$"""{"cancelMode":"{{mode}}"}""";
        var vnf = await VnfDriver.CreateAsync(host);
        var hang = vnf.Break(FaultMode.HANG, operation: FaultOperation.CREATE, key: "port:front_out");
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        await Eventually.HoldsAsync(() => vnf.Played(hang) > 0, "a port hangs");
        (await vnf.OccurrenceTaskAsync(id, "cancel", cancel)).Status.ShouldBe(202);
        if (mode == "GRACEFUL")
        {
            var pending = await vnf.OccurrenceAsync(id);
            (pending.IsCancelPending, pending.CancelMode).ShouldBe((true, CancelModeType.GRACEFUL));
            host.Nfvi.ReleaseHung();
        }
        var stopped = await vnf.EndAsync(id);
        (stopped.OperationState, stopped.IsCancelPending).ShouldBe((LcmOperationStateType.FAILED_TEMP, false));
        stopped.Error!.Detail.ShouldContain("cancelled on request");
        (await vnf.OccurrenceTaskAsync(id, "cancel", cancel)).Status.ShouldBe(409);
        host.Nfvi.ClearFaults();
        host.Nfvi.ReleaseHung();

        (await vnf.ContinueAsync(id, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);

        // And on the way back: the network cannot go before the port that hangs.
        vnf = await VnfDriver.CreateAsync(host);
        vnf.Break(FaultMode.FAIL, operation: FaultOperation.CREATE, key: "compute:front");
        id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        (await vnf.EndAsync(id)).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        host.Nfvi.ClearFaults();
        var back = vnf.Break(FaultMode.HANG, operation: FaultOperation.DELETE, key: "port:front_in");
        (await vnf.OccurrenceTaskAsync(id, "rollback")).Status.ShouldBe(202);
        await Eventually.HoldsAsync(() => vnf.Played(back) > 0, "a removal hangs");
        (await vnf.OccurrenceTaskAsync(id, "cancel", cancel)).Status.ShouldBe(202);
        if (mode == "GRACEFUL")
        {
            host.Nfvi.ReleaseHung();
        }
        (await vnf.EndAsync(id)).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        host.Nfvi.ClearFaults();
        host.Nfvi.ReleaseHung();
        (await vnf.ContinueAsync(id, "rollback")).OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        vnf.Inventory().ShouldBeEmpty();
        (await vnf.OccurrenceTaskAsync(id, "cancel", cancel)).Status.ShouldBe(409);
        (await vnf.OccurrenceTaskAsync(id, "retry")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task A_stopped_operation_explains_itself_and_offers_what_is_legal()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        vnf.Break(FaultMode.FAIL, operation: FaultOperation.CREATE, key: "compute", times: null);
        var id = await vnf.StartAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        var stopped = await vnf.EndAsync(id);
        stopped.Error!.Detail.ShouldContain("create:compute/front/1");
        stopped.Error.Detail.ShouldContain("the VIM does not feel like it");
        stopped.Error.Detail.ShouldContain("request req-fault-");
        stopped.Error.Extensions!["legalActions"].EnumerateArray().Select(a => a.GetString()).ShouldBe(["retry", "rollback", "fail"]);
        stopped.Error.Extensions["doneSteps"].EnumerateArray().Select(a => a.GetString()).ShouldContain("create:port/front_out/1");
        (stopped.Links!.Retry, stopped.Links.Rollback, stopped.Links.Fail).ShouldSatisfyAllConditions(l => l.Item1.ShouldNotBeNull(), l => l.Item2.ShouldNotBeNull(), l => l.Item3.ShouldNotBeNull());
        var (status, busy, _) = await vnf.SendAsync("operate", """{"changeStateTo":"STOPPED"}""");
        (status, busy.GetProperty("detail").GetString()!.Contains(id, StringComparison.Ordinal)).ShouldBe((409, true));
        host.Nfvi.ClearFaults();
        (await vnf.OccurrenceTaskAsync(id, "fail")).Status.ShouldBe(200);
        // What is left is known: the next operation takes it up.
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        await vnf.ConsistentAsync("after the second attempt");

        vnf.Break(FaultMode.FAIL, operation: FaultOperation.DELETE, key: "network");
        id = await vnf.StartAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        stopped = await vnf.EndAsync(id);
        stopped.Links!.Rollback.ShouldBeNull();
        stopped.Error!.Detail.ShouldContain("there is no rollback");
        var (refused, text) = await vnf.OccurrenceTaskAsync(id, "rollback");
        (refused, text.Contains("what a termination removed is gone", StringComparison.Ordinal)).ShouldBe((404, true));
        (await vnf.ContinueAsync(id, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        vnf.Inventory().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instantiation_that_is_given_up_early_still_shows_a_conforming_instance()
    {
        var vnf = await VnfDriver.CreateAsync(host);
        vnf.Break(FaultMode.FAIL, operation: FaultOperation.CREATE, key: "port", times: null);
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        (await vnf.EndAsync(id)).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        host.Nfvi.ClearFaults();
        (await vnf.OccurrenceTaskAsync(id, "fail")).Status.ShouldBe(200);
        (await vnf.InstanceAsync()).InstantiatedVnfInfo!.ExtCpInfo.Single().CpdId.ShouldBe("out");
        await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        vnf.Inventory().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_shows_the_plan_and_changes_nothing()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.Inventory();
        var tag = await vnf.TagAsync();
        const string body = """{"type":"SCALE_OUT","aspectId":"load"}""";
        var (status, plan, _) = await vnf.SendAsync("scale", body, "?dryRun=true");
        status.ShouldBe(200, plan.ToString());
        plan.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("id").GetString()).ShouldContain("create:compute/front/1");
        (plan.GetProperty("virtualCpus").GetInt32(), plan.GetProperty("memoryMib").GetInt64(), plan.GetProperty("storageGib").GetInt64(), plan.GetProperty("estimatedFrom").GetInt32()).ShouldBe((1, 2048, 2, 0));
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        (await vnf.TagAsync()).ShouldBe(tag);
        var planId = plan.GetProperty("planId").GetString();

        (await vnf.SendAsync("scale", """{"type":"SCALE_IN","aspectId":"load"}""", "?dryRun=true")).Status.ShouldBe(422);
        (await vnf.SendAsync("scale", body, "?dryRun=maybe")).Status.ShouldBe(400);
        var (other, problem, _) = await vnf.SendAsync("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":2}""", $"?planId={planId}");
        (other, problem.GetProperty("detail").GetString()!.Contains("another request", StringComparison.Ordinal)).ShouldBe((409, true));
        await vnf.CompleteAsync("modify", """{"vnfInstanceName":"changed"}""");
        var (late, stale, _) = await vnf.SendAsync("scale", body, $"?planId={planId}");
        (late, stale.GetProperty("detail").GetString()!.Contains("changed since", StringComparison.Ordinal)).ShouldBe((409, true));

        planId = (await vnf.SendAsync("scale", body, "?dryRun=true")).Body.GetProperty("planId").GetString();
        var (accepted, _, headers) = await vnf.SendAsync("scale", body, $"?planId={planId}");
        accepted.ShouldBe(202);
        (await vnf.EndAsync(headers.Location!.Segments[^1])).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        (await vnf.SendAsync("scale", body, "?dryRun=true")).Body.GetProperty("estimatedFrom").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_shows_where_servers_would_be_placed()
    {
        host.Granter.Zone = "zone-2";
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var (status, plan, _) = await vnf.SendAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""", "?dryRun=true");
        status.ShouldBe(200, plan.ToString());
        plan.GetProperty("placement").EnumerateArray().Select(p => (p.GetProperty("resource").GetString(), p.GetProperty("zone").GetString())).ShouldBe([("compute/front/1", "zone-2")]);
        host.Granter.Requests.Count.ShouldBe(1, "nothing is granted by a dry run");
    }

    [Fact]
    public async Task What_is_healed_is_two_resource_definitions()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        await vnf.CompleteAsync("heal", """{"vnfcInstanceId":["compute/front/0"]}""");
        var request = host.Granter.Requests[^1];
        var (added, removed) = (request.AddResources!.Single(r => r.Type == ResourceDefinitionType.COMPUTE), request.RemoveResources!.Single(r => r.Type == ResourceDefinitionType.COMPUTE));
        (added.VduId, removed.VduId).ShouldBe(("front", "front"));
        added.Id.ShouldNotBe(removed.Id);
        removed.Resource.ShouldNotBeNull().ResourceId.ShouldNotBeEmpty();
        request.AddResources!.Concat(request.RemoveResources!).Concat(request.UpdateResources ?? []).GroupBy(r => r.Id).ShouldAllBe(g => g.Count() == 1);
    }

    [Fact]
    public async Task The_script_of_a_heal_request_runs_after_the_resources_are_healed()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        (await vnf.SendAsync("heal", """{"healScript":"no-such-script"}""")).Body.GetProperty("detail").GetString()!.ShouldContain("'repair'");
        host.Scripts.Fail(1);
        var id = await vnf.StartAsync("heal", """{"vnfcInstanceId":["compute/front/0"],"healScript":"repair"}""");
        var stopped = await vnf.EndAsync(id);
        (stopped.OperationState, stopped.Error!.Detail.Contains("heal_script", StringComparison.Ordinal)).ShouldBe((LcmOperationStateType.FAILED_TEMP, true), stopped.Error.Detail);
        (await vnf.ContinueAsync(id, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        host.Scripts.Ran.Where(r => r.Instance == vnf.Id).Select(r => (r.Operation, r.File)).ShouldBe([("heal_script", "repair.sh"), ("heal", "repair.sh")]);
    }

    [Fact]
    public async Task Scripts_of_snapshots_and_of_a_change_of_package_run_each_from_its_own_package()
    {
        host.Vnfds.ById[TestVnfd.Id] = TestVnfd.WithScripts(TestVnfd.Descriptor, "old");
        host.Vnfds.ById[TestVnfd.NextId] = TestVnfd.WithScripts(TestVnfd.Next, "new");
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var snapshot = await vnf.NewSnapshotAsync();
        await vnf.CompleteAsync("create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        await vnf.CompleteAsync("revert_to_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        await vnf.CompleteAsync("change_vnfpkg", $$"""{"vnfdId":"{{TestVnfd.NextId}}"}""");
        host.Scripts.Ran.Where(r => r.Instance == vnf.Id).Select(r => (r.Operation, r.File, r.Vnfd)).ShouldBe(
        [
            ("create_snapshot_start", "old.sh", TestVnfd.Id), ("create_snapshot_end", "old.sh", TestVnfd.Id),
            ("revert_to_snapshot_start", "old.sh", TestVnfd.Id), ("revert_to_snapshot_end", "old.sh", TestVnfd.Id),
            ("change_current_package_start", "old.sh", TestVnfd.Id), ("change_current_package", "new.sh", TestVnfd.NextId), ("change_current_package_end", "new.sh", TestVnfd.NextId),
        ]);
    }

    [Fact]
    public async Task The_state_of_a_snapshot_can_be_read_whole_and_in_part()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var snapshot = await vnf.NewSnapshotAsync();
        var path = $"/vnflcm/v2/vnf_snapshots/{snapshot}";
        using (var early = await host.Http.GetAsync(path + "/vnf_state_snapshot"))
        {
            early.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }
        await vnf.CompleteAsync("create_snapshot", $$"""{"vnfSnapshotInfoId":"{{snapshot}}"}""");
        using var read = await host.Http.GetAsync(path);
        var taken = JsonDocument.Parse(await read.Content.ReadAsStringAsync()).RootElement.GetProperty("vnfSnapshot");
        taken.GetProperty("_links").GetProperty("vnfStateSnapshot").GetProperty("href").GetString()!.ShouldEndWith(path + "/vnf_state_snapshot");
        using var whole = await host.Http.GetAsync(path + "/vnf_state_snapshot");
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        (whole.StatusCode, whole.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "application/json"));
        taken.GetProperty("vnfStateSnapshotInfo").GetProperty("checksum").GetProperty("hash").GetString().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        JsonDocument.Parse(bytes).RootElement.GetProperty("vnfConfigurableProperties").GetProperty("greeting").GetString().ShouldBe("hello");
        using var part = new HttpRequestMessage(HttpMethod.Get, path + "/vnf_state_snapshot") { Headers = { Range = new System.Net.Http.Headers.RangeHeaderValue(1, 4) } };
        using var some = await host.Http.SendAsync(part);
        (some.StatusCode, some.Content.Headers.ContentRange!.Length).ShouldBe((HttpStatusCode.PartialContent, bytes.Length));
        (await some.Content.ReadAsByteArrayAsync()).ShouldBe(bytes[1..5]);
        using var behind = new HttpRequestMessage(HttpMethod.Get, path + "/vnf_state_snapshot") { Headers = { Range = new System.Net.Http.Headers.RangeHeaderValue(1 << 20, null) } };
        using var none = await host.Http.SendAsync(behind);
        none.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        await vnf.DeleteSnapshotsAsync("after the test");
    }

    [Fact]
    public async Task A_component_that_takes_the_place_of_another_keeps_its_resources()
    {
        host.Vnfds.ById[TestVnfd.NextId] = TestVnfd.Renamed;
        var vnf = await VnfDriver.InstantiatedAsync(host);
        await vnf.CompleteAsync("operate", """{"changeStateTo":"STOPPED","stopType":"FORCEFUL","vnfcInstanceId":["compute/front/0"]}""");
        var before = vnf.VimIds();
        var done = await vnf.CompleteAsync("change_vnfpkg", $$"""{"vnfdId":"{{TestVnfd.NextId}}"}""");
        var after = vnf.VimIds();
        foreach (var key in (string[])["compute:front:0", "storage:data:front:0", "port:front_out:0", "network:inner"])
        {
            after[key].ShouldBe(before[key], key);
        }
        done.ResourceChanges!.AffectedVnfcs!.Single(v => v.Id == "compute/front/0").ShouldSatisfyAllConditions(v => v.VduId.ShouldBe("web"), v => v.ChangeType.ShouldBe(AffectedVnfcChangeType.MODIFIED));
        var info = (await vnf.InstanceAsync()).InstantiatedVnfInfo!;
        info.VnfcInfo!.Single(v => v.Id == "compute/front/0").ShouldSatisfyAllConditions(v => v.VduId.ShouldBe("web"), v => v.VnfcState.ShouldBe(VnfOperationalStateType.STOPPED));
        info.VirtualStorageResourceInfo!.Single(s => s.Id == "storage/data/front/0").VirtualStorageDescId.ShouldBe("files");
        info.VnfVirtualLinkResourceInfo!.Single().VnfVirtualLinkDescId.ShouldBe("inside");
        // It lives on under the new names, and goes back to the old ones.
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        vnf.VimIds().Keys.ShouldContain("compute:front:1");
        await vnf.CompleteAsync("heal", """{"vnfcInstanceId":["compute/front/1"]}""");
        await vnf.CompleteAsync("change_vnfpkg", $$"""{"vnfdId":"{{TestVnfd.Id}}"}""");
        vnf.VimIds()["compute:front:0"].ShouldBe(before["compute:front:0"]);
        (await vnf.InstanceAsync()).InstantiatedVnfInfo!.VnfcInfo!.Count(v => v.VduId == "front").ShouldBe(2);
        await vnf.ConsistentAsync("after going back");
    }

    private static async Task<int> FrontsAsync(VnfDriver vnf) => (await vnf.InstanceAsync()).InstantiatedVnfInfo!.VnfcResourceInfo!.Count(v => v.VduId == "front");

    private static Dictionary<string, string> Servers(VnfDriver vnf) => vnf.Inventory().Where(i => i.Key.StartsWith("compute:", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
}
