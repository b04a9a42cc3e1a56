using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Requests that do not fit: the right status, words that help, and an instance that is as it was.</summary>
public sealed class BadRequestTests : IAsyncLifetime
{
    private VnfmHost host = null!;

    public async Task InitializeAsync() => host = await VnfmHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("scale", """{"type":"SCALE_OUT","aspectId":"none"}""", 422, "'load'")]
    [InlineData("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":4}""", 422, "level 4")]
    [InlineData("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":0}""", 422, "1 or more")]
    [InlineData("scale", """{"type":"SCALE_IN","aspectId":"load"}""", 422, "level -1")]
    [InlineData("scale", """{"type":"SIDEWAYS","aspectId":"load"}""", 422, "$.type")]
    [InlineData("scale_to_level", """{}""", 422, "Exactly one")]
    [InlineData("scale_to_level", """{"instantiationLevelId":"one","scaleInfo":[{"aspectId":"load","scaleLevel":1}]}""", 422, "Exactly one")]
    [InlineData("scale_to_level", """{"instantiationLevelId":"nine"}""", 422, "'one', 'three'")]
    [InlineData("scale_to_level", """{"scaleInfo":[{"aspectId":"load","scaleLevel":9}]}""", 422, "level 9")]
    [InlineData("scale_to_level", """{"scaleInfo":[{"aspectId":"load","scaleLevel":1},{"aspectId":"load","scaleLevel":2}]}""", 422, "more than once")]
    [InlineData("change_flavour", """{"newFlavourId":"small"}""", 422, "already")]
    [InlineData("change_flavour", """{"newFlavourId":"huge"}""", 422, "'small', 'big'")]
    [InlineData("change_flavour", """{"newFlavourId":"big","instantiationLevelId":"nine"}""", 422, "'one', 'three'")]
    [InlineData("heal", """{"vnfcInstanceId":["compute/front/7"]}""", 422, "compute/front/0")]
    [InlineData("heal", """{"healScript":"none.sh"}""", 422, "no script")]
    [InlineData("heal", """{"additionalParams":{"volumes":"MAYBE"}}""", 422, "KEEP")]
    [InlineData("operate", """{"changeStateTo":"STOPPED","vnfcInstanceId":["nobody"]}""", 422, "'nobody'")]
    [InlineData("operate", """{"changeStateTo":"STARTED","stopType":"GRACEFUL"}""", 422, "STOPPED only")]
    [InlineData("operate", """{"changeStateTo":"STOPPED","stopType":"FORCEFUL","gracefulStopTimeout":5}""", 422, "GRACEFUL only")]
    [InlineData("operate", """{"changeStateTo":"STOPPED","stopType":"GRACEFUL","gracefulStopTimeout":-1}""", 422, "86400")]
    [InlineData("change_ext_conn", """{"extVirtualLinks":[]}""", 422, "nothing to change")]
    [InlineData("change_ext_conn", """{"extVirtualLinks":[{"id":"x","resourceId":"net-b","extCps":[{"cpdId":"nonsense"}]}]}""", 422, "'nonsense'")]
    [InlineData("change_ext_conn", """{"extVirtualLinks":[{"id":"x","resourceId":"net-b","extCps":[{"cpdId":"out","cpConfig":{"a":{"linkPortId":"p"}}}]}]}""", 422, "'p'")]
    [InlineData("change_ext_conn", """{"extVirtualLinks":[{"id":"x","resourceId":"net-b","extCps":[{"cpdId":"out","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","fixedAddresses":["10.2.0.300"]}]}}]}}}]}]}""", 422, "no IPV4 address")]
    [InlineData("terminate", """{"terminationType":"FORCEFUL","gracefulTerminationTimeout":3}""", 422, "GRACEFUL only")]
    [InlineData("instantiate", """{"flavourId":"small"}""", 409, "needs it to be NOT_INSTANTIATED")]
    [InlineData("modify", """{}""", 422, "empty")]
    [InlineData("modify", """{"vnfProvider":"me"}""", 422, "'vnfProvider'")]
    [InlineData("modify", """{"vnfInstanceName":7}""", 422, "text")]
    [InlineData("modify", """{"vnfConfigurableProperties":{"unheard":1}}""", 422, "'greeting', 'retries'")]
    [InlineData("modify", """{"vnfConfigurableProperties":{"retries":"many"}}""", 422, "number")]
    [InlineData("modify", """{"extensions":{"unheard":1}}""", 422, "'peer'")]
    [InlineData("modify", """{"vnfPkgId":"pkg-none"}""", 422, "pkg-none")]
    [InlineData("modify", """{"vnfcInfoModifications":[{"id":"compute/front/0","vnfcConfigurableProperties":{"taste":1}}]}""", 422, "'colour'")]
    [InlineData("modify", """{"vnfcInfoModifications":[{"id":"compute/front/9","vnfcConfigurableProperties":{}}]}""", 422, "compute/front/9")]
    public async Task A_request_that_does_not_fit_is_refused_and_changes_nothing(string task, string body, int status, string says)
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.Inventory();
        var tag = await vnf.TagAsync();
        var (answered, problem, _) = await vnf.SendAsync(task, body);
        answered.ShouldBe(status, problem.ToString());
        problem.GetProperty("detail").GetString()!.ShouldContain(says);
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        (await vnf.TagAsync()).ShouldBe(tag);
    }

    [Theory]
    [InlineData("""{"flavourId":"small","localizationLanguage":"fr","extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{"cpdId":"out"}]}]}""", 422, "'en', 'de'")]
    [InlineData("""{"flavourId":"small","vnfConfigurableProperties":{"x":1},"extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{"cpdId":"out"}]}]}""", 422, "'greeting'")]
    [InlineData("""{"flavourId":"small","instantiationLevelId":"three","extVirtualLinks":[{"id":"ext","resourceId":"net-a","extCps":[{"cpdId":"out","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","addressRange":{"minAddress":"10.1.0.8","maxAddress":"10.1.0.9"}}]}}]}}}]}]}""", 422, "too small")]
    public async Task An_instantiation_that_does_not_fit_is_refused(string body, int status, string says)
    {
        var vnf = await VnfDriver.CreateAsync(host);
        var (answered, problem, _) = await vnf.SendAsync("instantiate", body);
        (answered, problem.GetProperty("detail").GetString()).ShouldSatisfyAllConditions(a => a.Item1.ShouldBe(status), a => a.Item2!.ShouldContain(says));
        foreach (var task in (string[])["scale", "scale_to_level", "change_flavour", "heal", "operate", "change_ext_conn", "terminate"])
        {
            (await vnf.SendAsync(task, """{"type":"SCALE_OUT","aspectId":"load","newFlavourId":"big","changeStateTo":"STOPPED","extVirtualLinks":[],"terminationType":"FORCEFUL"}""")).Status.ShouldBe(409, task);
        }
    }

    [Fact]
    public async Task Parameters_are_what_the_descriptor_declares()
    {
        host.Vnfds.ById[TestVnfd.Id] = TestVnfd.Descriptor with
        {
            Flavours = [.. TestVnfd.Descriptor.Flavours.Select(f => f with
            {
                LifecycleInterfaces =
                [
                    new LifecycleOperation
                    {
                        Interface = "Vnflcm", Operation = "scale",
                        AdditionalParameters = [new ParameterDeclaration { Name = "drain", Type = "boolean", Required = true }, new ParameterDeclaration { Name = "seconds", Type = "integer" }],
                    },
                ],
            })],
        };
        var vnf = await VnfDriver.InstantiatedAsync(host);
        foreach (var (parameters, says) in ((string, string)[])[("""{"seconds":1}""", "'drain'"), ("""{"drain":"yes"}""", "boolean"), ("""{"drain":true,"seconds":1.5}""", "integer")])
        {
            var (status, problem, _) = await vnf.SendAsync("scale", $$"""{"type":"SCALE_OUT","aspectId":"load","additionalParams":{{parameters}} }""");
            (status, problem.GetProperty("detail").GetString()!.Contains(says, StringComparison.Ordinal)).ShouldBe((422, true), problem.ToString());
        }
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load","additionalParams":{"drain":true,"seconds":2,"more":"is passed on"}}""");
        await vnf.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
    }

    [Fact]
    public async Task A_package_that_was_disabled_gets_no_new_resources_but_serves_what_it_has()
    {
        var old = await VnfDriver.InstantiatedAsync(host);
        var vnf = await VnfDriver.CreateAsync(host);
        host.Vnfds.Disabled.Add(TestVnfd.Id);
        var (status, problem, _) = await vnf.SendAsync("instantiate", VnfDriver.Instantiate());
        (status, problem.GetProperty("detail").GetString()!.Contains("Enable", StringComparison.Ordinal)).ShouldBe((409, true));
        await old.CompleteAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
    }

    [Theory]
    [InlineData("net-b", """{"type":"IPV4","fixedAddresses":["172.16.0.1"]}""", "172.16.0.1")]
    [InlineData("net-b", """{"type":"IPV4","addressRange":{"minAddress":"10.2.255.250","maxAddress":"10.3.0.5"}}""", "10.2.255.250 to 10.3.0.5")]
    [InlineData("net-b", """{"type":"IPV4","subnetId":"no-such-subnet"}""", "'no-such-subnet'")]
    [InlineData("net-z", """{"type":"IPV4","fixedAddresses":["10.2.0.9"]}""", "'net-z'")]
    public async Task An_address_that_the_network_does_not_have_is_told_before_anything_is_done(string network, string ip, string says)
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.Inventory();
        var body = Reconnect(network, ip);
        var over = await vnf.EndAsync(await vnf.StartAsync("change_ext_conn", body));
        (over.OperationState, over.Error!.Status).ShouldBe((LcmOperationStateType.ROLLED_BACK, 422));
        over.Error.Detail.ShouldContain(says);
        if (network == "net-b")
        {
            over.Error.Detail.ShouldContain("10.2.0.0/16 (net-b-subnet-0)", customMessage: "what the network has is told");
        }
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        var (status, problem, _) = await vnf.SendAsync("change_ext_conn", body, "?dryRun=true");
        (status, problem.GetProperty("detail").GetString()!.Contains(says, StringComparison.Ordinal)).ShouldBe((422, true), problem.ToString());
        await vnf.ConsistentAsync("after the refusal");
    }

    [Fact]
    public async Task A_subnet_may_be_named_by_its_identifier()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        await vnf.CompleteAsync("change_ext_conn", Reconnect("net-b", """{"type":"IPV4","subnetId":"net-b-subnet-0"}"""));
        var port = host.Vim.Resources(VnfmHost.TenantId).Single(r => r.Spec.Tags.InstanceId == vnf.Id && r.Key.Contains("front_out:0", StringComparison.Ordinal));
        port.Outputs.Addresses.ShouldHaveSingleItem().SubnetId.ShouldBe("net-b-subnet-0");
        await vnf.CompleteAsync("change_ext_conn", Reconnect("net-b", """{"type":"IPV4","subnetId":"net-b-subnet-0","fixedAddresses":["10.2.7.7"]}"""));
    }

    /// <summary>The VIM did not tell before (it does not know, it was silent): the step finds out, and its error names the address.</summary>
    [Fact]
    public async Task An_address_that_is_taken_ends_in_an_operation_that_can_be_undone()
    {
        var other = await VnfDriver.InstantiatedAsync(host);
        await other.CompleteAsync("change_ext_conn", Reconnect("net-b", """{"type":"IPV4","fixedAddresses":["10.2.9.9"]}"""));
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var before = vnf.Inventory();
        var id = await vnf.StartAsync("change_ext_conn", Reconnect("net-b", """{"type":"IPV4","fixedAddresses":["10.2.9.9"]}"""));
        var stopped = await vnf.EndAsync(id);
        stopped.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        stopped.Error!.Detail.ShouldContain("10.2.9.9");
        (await vnf.ContinueAsync(id, "rollback")).OperationState.ShouldBe(LcmOperationStateType.ROLLED_BACK);
        vnf.Inventory().ShouldBe(before.ToDictionary(StringComparer.Ordinal), ignoreOrder: true);
        await vnf.ConsistentAsync("after the roll back");
    }

    [Fact]
    public async Task Nobody_else_can_do_anything_to_it()
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        using var stranger = host.Client("t2");
        foreach (var task in (string[])["scale", "heal", "operate", "modify"])
        {
            (await vnf.SendAsync(task, """{"type":"SCALE_OUT","aspectId":"load","changeStateTo":"STOPPED"}""", client: stranger)).Status.ShouldBe(404, task);
        }
    }

    private static string Reconnect(string network, string ip) => $$$$"""
        {"extVirtualLinks":[{"id":"other","resourceId":"{{{{network}}}}","extCps":[{"cpdId":"out","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{{{{ip}}}}]}}]}}}]}]}
        """;
}
