using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>Scripts, coordinations and configurations as steps of an operation, against a real element manager.</summary>
public sealed class ActionTests
{
    private static readonly LifecycleOperation[] Scripts =
    [
        new() { Interface = "Vnflcm", Operation = "instantiate_start", Implementation = "start", Artifact = new LifecycleArtifact { Name = "start", Path = "Scripts/start.sh" } },
        new() { Interface = "Vnflcm", Operation = "instantiate_end", Implementation = "end", Artifact = new LifecycleArtifact { Name = "end", Path = "Scripts/end.sh" } },
        new() { Interface = "Vnflcm", Operation = "terminate_start", Implementation = "drain", Artifact = new LifecycleArtifact { Name = "drain", Path = "Scripts/drain.sh" } },
    ];

    [Fact]
    public async Task Scripts_run_in_order_around_the_resources_and_are_shown()
    {
        await using var world = await HttpWorldAsync();
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var done = await InstantiateAsync(world, id);
        done.GetProperty("operationState").GetString().ShouldBe("COMPLETED", done.ToString());
        var occurrence = done.GetProperty("id").GetString();
        world.Em.Executions.Select(static e => e.Operation).ShouldBe(["instantiate_start", "instantiate_end"]);
        world.Em.Executions.Select(static e => e.Id).ShouldBe([$"{occurrence}:action/script/instantiate_start", $"{occurrence}:action/script/instantiate_end"]);
        world.Em.Executions.ToList()[0].Body.GetProperty("vnfInstanceId").GetString().ShouldBe(id);
        var actions = done.GetProperty("x-nfvorchestrator-actions");
        actions.GetArrayLength().ShouldBe(2);
        actions[1].GetProperty("state").GetString().ShouldBe("SUCCEEDED");
        actions[1].GetProperty("output").GetString().ShouldBe("the password is ***", "secrets do not get into the occurrence");

        (await world.OperateAsync(id, "terminate", """{"terminationType":"FORCEFUL"}""")).GetProperty("operationState").GetString().ShouldBe("COMPLETED");
        world.Em.Executions.Select(static e => e.Operation).Last().ShouldBe("terminate_start");
        (await world.CallAsync("GET", $"vnflcm/v2/vnf_instances/{id}")).Body.GetProperty("instantiationState").GetString().ShouldBe("NOT_INSTANTIATED");
    }

    [Fact]
    public async Task A_script_that_fails_stops_the_operation_and_a_retry_does_only_what_is_left()
    {
        await using var world = await HttpWorldAsync();
        world.Em.FailScript = "instantiate_end";
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var stopped = await InstantiateAsync(world, id);
        stopped.GetProperty("operationState").GetString().ShouldBe("FAILED_TEMP", stopped.ToString());
        var detail = stopped.GetProperty("error").GetProperty("detail").GetString()!;
        detail.ShouldContain("instantiate_end");
        detail.ShouldContain("exit code 3");
        detail.ShouldContain("no licence");
        stopped.GetProperty("x-nfvorchestrator-actions")[1].GetProperty("exitCode").GetInt32().ShouldBe(3);

        world.Em.FailScript = null;
        var occurrence = stopped.GetProperty("id").GetString();
        (await world.CallAsync("POST", $"vnflcm/v2/vnf_lcm_op_occs/{occurrence}/retry")).Status.ShouldBe(202);
        await Eventually.HoldsAsync(
            async () => (await world.CallAsync("GET", $"vnflcm/v2/vnf_lcm_op_occs/{occurrence}")).Body.GetProperty("operationState").GetString() == "COMPLETED", "the retry completes");
        world.Em.Executions.Count(static e => e.Operation == "instantiate_start").ShouldBe(1, "what succeeded is not done again");
        world.Em.Executions.Where(static e => e.Operation == "instantiate_end").Select(static e => e.Id).Distinct().Count().ShouldBe(1, "the execution id never changes");
    }

    [Fact]
    public async Task A_roll_back_runs_no_scripts()
    {
        await using var world = await HttpWorldAsync();
        world.Em.FailScript = "instantiate_end";
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var stopped = await InstantiateAsync(world, id);
        var occurrence = stopped.GetProperty("id").GetString();
        var before = world.Em.Executions.Count;
        (await world.CallAsync("POST", $"vnflcm/v2/vnf_lcm_op_occs/{occurrence}/rollback")).Status.ShouldBe(202);
        await Eventually.HoldsAsync(
            async () => (await world.CallAsync("GET", $"vnflcm/v2/vnf_lcm_op_occs/{occurrence}")).Body.GetProperty("operationState").GetString() == "ROLLED_BACK", "rolled back");
        world.Em.Executions.Count.ShouldBe(before);
        (await world.CallAsync("GET", $"vnflcm/v2/vnf_instances/{id}")).Body.GetProperty("instantiationState").GetString().ShouldBe("NOT_INSTANTIATED");
    }

    [Fact]
    public async Task Scripts_without_a_driver_are_warned_about()
    {
        await using var world = await VnfmWorld.StartAsync(EdgeVnfd.Make(static f => f with { LifecycleInterfaces = Scripts }));
        var done = await InstantiateAsync(world, await world.CreateAsync(EdgeVnfd.Id));
        done.GetProperty("operationState").GetString().ShouldBe("COMPLETED", done.ToString());
        done.GetProperty("warnings").EnumerateArray().Select(static w => w.GetString()).ShouldContain(w => w!.Contains("'instantiate_end'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_of_the_lab_gets_its_input_and_its_exit_code_counts()
    {
        await using var world = await LocalWorldAsync("""
            read -r input
            echo "$NFV_OPERATION $NFV_VNF_INSTANCE_ID ${#input}"
            exit 0
            """);
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var done = await InstantiateAsync(world, id);
        done.GetProperty("operationState").GetString().ShouldBe("COMPLETED", done.ToString());
        done.GetProperty("x-nfvorchestrator-actions")[0].GetProperty("output").GetString().ShouldNotBeNull().ShouldStartWith($"instantiate_start {id} ");
    }

    [Fact]
    public async Task A_process_whose_time_is_over_is_ended_and_the_operation_stops()
    {
        await using var world = await LocalWorldAsync("sleep 600", timeoutSeconds: 0.5);
        var stopped = await InstantiateAsync(world, await world.CreateAsync(EdgeVnfd.Id));
        stopped.GetProperty("operationState").GetString().ShouldBe("FAILED_TEMP", stopped.ToString());
        stopped.GetProperty("x-nfvorchestrator-actions")[0].GetProperty("state").GetString().ShouldBe("FAILED");
    }

    [Fact]
    public async Task A_local_process_must_be_allowed()
    {
        await using var world = await LocalWorldAsync("exit 0", allow: false);
        var stopped = await InstantiateAsync(world, await world.CreateAsync(EdgeVnfd.Id));
        stopped.GetProperty("operationState").GetString().ShouldBe("FAILED_TEMP", stopped.ToString());
        stopped.GetProperty("error").GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("AllowLocalProcess");
    }

    [Theory]
    [InlineData("CONTINUE", false)]
    [InlineData("CONTINUE", true)]
    [InlineData("ABORT", false)]
    [InlineData("CANCELLED", true)]
    public async Task Coordinations_decide_whether_an_operation_goes_on(string result, bool later)
    {
        await using var world = await CoordinatedWorldAsync();
        world.Em.CoordinationResult = result;
        world.Em.CoordinateLater = later;
        world.Em.RejectCoordinations = 1;
        var done = await InstantiateAsync(world, await world.CreateAsync(EdgeVnfd.Id));
        done.GetProperty("operationState").GetString().ShouldBe(result == "CONTINUE" ? "COMPLETED" : "FAILED_TEMP", done.ToString());
        var coordination = done.GetProperty("lcmCoordinations")[0];
        coordination.GetProperty("coordinationActionName").GetString().ShouldBe("prepare");
        coordination.GetProperty("coordinationResult").GetString().ShouldBe(result);
        coordination.GetProperty("endpointType").GetString().ShouldBe("MGMT");
        done.GetProperty("rejectedLcmCoordinations").GetArrayLength().ShouldBe(1);
        done.GetProperty("warnings")[0].GetString().ShouldBe("it is late");
        if (result != "CONTINUE")
        {
            done.GetProperty("error").GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(result);
            world.Em.CoordinationResult = "CONTINUE";
            var occurrence = done.GetProperty("id").GetString();
            (await world.CallAsync("POST", $"vnflcm/v2/vnf_lcm_op_occs/{occurrence}/retry")).Status.ShouldBe(202);
            await Eventually.HoldsAsync(
                async () => (await world.CallAsync("GET", $"vnflcm/v2/vnf_lcm_op_occs/{occurrence}")).Body.GetProperty("operationState").GetString() == "COMPLETED", "a retry asks anew");
        }
        world.Em.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_the_operation_cancels_the_coordination()
    {
        await using var world = await CoordinatedWorldAsync();
        world.Em.CoordinateLater = true;
        world.Em.CoordinationResult = null;
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var (status, _, location) = await world.CallAsync("POST", $"vnflcm/v2/vnf_instances/{id}/instantiate", """{"flavourId":"simple"}""");
        status.ShouldBe(202);
        await Eventually.HoldsAsync(() => world.Em.CoordinationLooks > 1, "the coordination is followed");
        (await world.CallAsync("POST", new Uri(location!).AbsolutePath.TrimStart('/') + "/cancel", """{"cancelMode":"FORCEFUL"}""")).Status.ShouldBe(202);
        await Eventually.HoldsAsync(() => world.Em.CoordinationCancels == 1, "the coordination is cancelled");
        (await world.FinishAsync(location!)).GetProperty("operationState").GetString().ShouldBe("FAILED_TEMP");
    }

    [Fact]
    public async Task Configurable_properties_go_to_the_element_manager()
    {
        await using var world = await VnfmWorld.StartAsync(
            EdgeVnfd.Make() with { ConfigurableProperties = JsonDocument.Parse("""{"mtu":1400}""").RootElement },
            static (o, em) =>
            {
                o.ElementManagers = [new ElementManagerOptions { Uri = em.Root }];
                o.Management.PushConfiguration = true;
            });
        world.Em.ConfigurationConflicts = 1;
        var id = await world.CreateAsync(EdgeVnfd.Id);
        var done = await world.OperateAsync(id, "instantiate", """{"flavourId":"simple","vnfConfigurableProperties":{"mtu":9000} }""");
        done.GetProperty("operationState").GetString().ShouldBe("COMPLETED", done.ToString());
        world.Em.Configuration.GetProperty("vnfConfigurationData").GetProperty("vnfSpecificData").GetProperty("mtu").GetInt32().ShouldBe(9000);
        var (status, body, location) = await world.CallAsync("PATCH", $"vnflcm/v2/vnf_instances/{id}", """{"vnfConfigurableProperties":{"mtu":1500} }""");
        status.ShouldBe(202, body.ToString());
        (await world.FinishAsync(location!)).GetProperty("operationState").GetString().ShouldBe("COMPLETED");
        world.Em.Configuration.GetProperty("vnfConfigurationData").GetProperty("vnfSpecificData").GetProperty("mtu").GetInt32().ShouldBe(1500);
        world.Em.Violations.ShouldBeEmpty();
    }

    private static Task<JsonElement> InstantiateAsync(VnfmWorld world, string id)
        => world.OperateAsync(id, "instantiate", """{"flavourId":"simple","additionalParams":{"admin_password":"hunter22"} }""");

    private static Task<VnfmWorld> HttpWorldAsync() => VnfmWorld.StartAsync(EdgeVnfd.Make(static f => f with { LifecycleInterfaces = Scripts }), static (o, em) =>
    {
        o.ElementManagers = [new ElementManagerOptions { Uri = em.Root }];
        o.Management.Drivers = [new ScriptDriverOptions { Driver = "http" }];
    });

    private static Task<VnfmWorld> CoordinatedWorldAsync() => VnfmWorld.StartAsync(
        EdgeVnfd.Make(static f => f with
        {
            CoordinationActions = [new LcmCoordinationAction { Id = "prepare", ActionName = "prepare", EndpointType = "mgmt", CoordinationStage = "start" }],
            Coordinations = [new LcmOperationCoordinations { Id = "c", VnfLcmOperation = "instantiate", Actions = ["prepare"] }],
        }),
        static (o, em) =>
        {
            o.ElementManagers = [new ElementManagerOptions { Uri = em.Root }];
            o.Management.CoordinationPoll = TimeSpan.FromMilliseconds(20);
        });

    private static Task<VnfmWorld> LocalWorldAsync(string script, double? timeoutSeconds = null, bool allow = true) => VnfmWorld.StartAsync(
        EdgeVnfd.Make(f => f with { LifecycleInterfaces = [Scripts[0] with { TimeoutSeconds = timeoutSeconds }] }),
        (o, em) =>
        {
            // The package with the script: the interface of an NFVO, at the test's own server.
            em.Artifacts["Scripts/start.sh"] = script;
            o.Nfvo = em.Root;
            o.Management.AllowLocalProcess = allow;
            o.Management.Drivers = [new ScriptDriverOptions { Driver = "local-process" }];
        });
}
