using System.Net;
using System.Net.Http.Json;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Assurance.Tests.Service;

public sealed class ClosedLoopTests
{
    [Fact]
    public async Task High_load_scales_out_once_and_says_why()
    {
        await using var host = await AssuranceHost.StartAsync();
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 60);

        var decision = await host.DecisionAsync(DecisionState.Completed);
        host.Vnfm.Asked.ShouldBe([(decision.Id, "t1", "SCALE_OUT", "workers", 1)]);
        decision.Direction.ShouldBe(ScaleType.SCALE_OUT);
        decision.Reason.ShouldContain("cpu_utilization was at or above 80 for 20 s");
        (decision.Threshold, decision.WindowMean, decision.LevelBefore, decision.VnfLcmOpOccId).ShouldBe((80, 90, 1, "op-" + decision.Id));
        await Eventually.HoldsAsync(() => host.Bus.Published.Count(p => p.Topic == NfvTopics.Lcm) == 2, "both events about the decision are published");
        host.Bus.Published.Where(p => p.Topic == NfvTopics.Lcm).Select(p => (p.Key, p.Event.Type, p.Event.Id))
            .ShouldBe([("v", "nfv.assurance.decision", decision.Id + ":made"), ("v", "nfv.assurance.decision", decision.Id + ":closed")]);
    }

    [Fact]
    public async Task It_works_over_the_in_process_bus()
    {
        await using var host = await AssuranceHost.StartAsync(realBus: true);
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 40);
        await host.DecisionAsync(DecisionState.Completed);
        host.Vnfm.Operations.ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_vnfm_for_one_vnf_holds_up_no_other()
    {
        await using var host = await AssuranceHost.StartAsync();
        host.Vnfm.Hangs = "w";
        await host.PutAsync(AssuranceHost.Policy());
        await host.PutAsync(AssuranceHost.Policy("p2") with { VnfInstanceId = "w" });
        await host.LoadAsync(90, 30, instance: "w");
        await Eventually.HoldsAsync(() => host.Vnfm.Hanging > 0, "the VNFM is asked about w and does not answer");
        await host.LoadAsync(90, 30);
        await host.DecisionAsync(DecisionState.Completed);
    }

    [Fact]
    public async Task After_the_cool_down_it_goes_on_and_low_load_scales_in()
    {
        await using var host = await AssuranceHost.StartAsync();
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 30);
        await host.DecisionAsync(DecisionState.Completed);
        await host.LoadAsync(90, 45);
        (await host.DecisionsAsync()).Count.ShouldBe(1);
        await host.LoadAsync(5, 80);
        (await host.DecisionAsync(DecisionState.Completed, 1)).Direction.ShouldBe(ScaleType.SCALE_IN);
    }

    [Fact]
    public async Task A_busy_vnfm_is_asked_again_with_the_same_key()
    {
        await using var host = await AssuranceHost.StartAsync();
        host.Vnfm.Troubles.Enqueue(409);
        host.Vnfm.Troubles.Enqueue(409);
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 30);
        var decision = await host.DecisionAsync(DecisionState.Completed);
        decision.Attempts.ShouldBe(3);
        host.Vnfm.Asked.Select(a => a.Key).Distinct().ShouldBe([decision.Id]);
    }

    [Fact]
    public async Task A_vnfm_that_stays_busy_is_left_alone_after_a_while()
    {
        await using var host = await AssuranceHost.StartAsync(o => o.MaxDecisionAge = TimeSpan.FromMilliseconds(300));
        Enumerable.Range(0, 1000).ToList().ForEach(_ => host.Vnfm.Troubles.Enqueue(409));
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 30);
        (await host.DecisionAsync(DecisionState.Abandoned)).Outcome!.ShouldContain("trouble 409");
        (await host.StatusAsync()).OpenDecisionId.ShouldBeNull();
    }

    [Fact]
    public async Task At_the_limit_nothing_is_asked_and_no_decision_is_kept()
    {
        await using var host = await AssuranceHost.StartAsync();
        host.Vnfm.Level = 3;
        await host.PutAsync(AssuranceHost.Policy() with { MaxLevel = 3 });
        await host.LoadAsync(90, 30);
        await Eventually.HoldsAsync(async () => (await host.StatusAsync()).LimitDirection == ScaleType.SCALE_OUT, "the limit is remembered");
        (await host.StatusAsync()).LimitReason!.ShouldContain("level 3");
        await host.LoadAsync(90, 200);
        (await host.DecisionsAsync()).ShouldBeEmpty();
        host.Vnfm.Asked.ShouldBeEmpty();
        host.Bus.Published.ShouldAllBe(p => p.Topic == NfvTopics.Metrics);

        // a higher maximum is tried at once
        await host.PutAsync(AssuranceHost.Policy() with { MaxLevel = 4 });
        await host.LoadAsync(90, 30);
        await host.DecisionAsync(DecisionState.Completed);
    }

    [Fact]
    public async Task Low_load_at_the_lowest_level_is_quiet()
    {
        await using var host = await AssuranceHost.StartAsync();
        host.Vnfm.Level = 0;
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(1, 100);
        await Eventually.HoldsAsync(async () => (await host.StatusAsync()).LimitDirection == ScaleType.SCALE_IN, "the limit is remembered");
        host.Vnfm.Asked.ShouldBeEmpty();
        await host.LoadAsync(90, 30);
        (await host.DecisionAsync(DecisionState.Completed)).Direction.ShouldBe(ScaleType.SCALE_OUT);
    }

    [Fact]
    public async Task A_refusal_and_a_failed_operation_are_recorded()
    {
        await using var host = await AssuranceHost.StartAsync();
        host.Vnfm.Troubles.Enqueue(422);
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 30);
        (await host.DecisionAsync(DecisionState.Refused)).Outcome.ShouldBe("The VNFM answered 422: trouble 422");

        host.Vnfm.OperationState = "FAILED_TEMP";
        await host.PutAsync(AssuranceHost.Policy("p2"));
        await host.LoadAsync(90, 30);
        await Eventually.HoldsAsync(async () => (await host.DecisionsAsync()).Any(d => d.PolicyId == "p2" && d.State == DecisionState.Failed), "the failure is recorded");
        (await host.DecisionsAsync()).Single(d => d.PolicyId == "p2").Outcome!.ShouldContain("no host");
    }

    [Fact]
    public async Task A_broken_connection_and_a_restart_in_the_middle_do_not_scale_twice()
    {
        await using var host = await AssuranceHost.StartAsync(o => o.RetryPause = TimeSpan.FromMilliseconds(200));
        // works, but nobody hears the answer; the client repeats once by itself
        host.Vnfm.Troubles.Enqueue(-1);
        host.Vnfm.Troubles.Enqueue(-1);
        host.Vnfm.OperationState = "PROCESSING";
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 30);
        await Eventually.HoldsAsync(() => host.Vnfm.Asked.Count >= 2, "the VNFM was asked");
        await host.StopServiceAsync();
        await host.StartServiceAsync();

        (await host.DecisionAsync(DecisionState.Accepted)).Id.ShouldBe(host.Vnfm.Asked.First().Key);
        await host.StopServiceAsync();
        host.Vnfm.OperationState = "COMPLETED";
        await host.StartServiceAsync();
        await host.DecisionAsync(DecisionState.Completed);
        host.Vnfm.Operations.ShouldBe(1);
        host.Vnfm.Asked.Select(a => a.Key).Distinct().Count().ShouldBe(1);
        // the cool-down outlives the process
        await host.LoadAsync(90, 40);
        (await host.DecisionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_the_policy_ends_a_decision_that_was_not_asked_yet()
    {
        await using var host = await AssuranceHost.StartAsync();
        Enumerable.Range(0, 1000).ToList().ForEach(_ => host.Vnfm.Troubles.Enqueue(409));
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 30);
        await Eventually.HoldsAsync(() => !host.Vnfm.Asked.IsEmpty, "the VNFM was asked");
        (await host.Client.DeleteAsync("/assurance/v1/policies/p1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.DecisionAsync(DecisionState.Abandoned)).Outcome!.ShouldContain("deleted");
        await host.LoadAsync(90, 60);
        (await host.DecisionsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Other_tenants_metrics_old_samples_and_vanished_instances_scale_nothing()
    {
        await using var host = await AssuranceHost.StartAsync(o => o.MaxSampleAge = TimeSpan.FromHours(-1));
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 60, tenant: "t2");
        await host.LoadAsync(90, 60);
        (await host.DecisionsAsync()).ShouldBeEmpty();

        host.Options.MaxSampleAge = TimeSpan.FromMinutes(2);
        host.Vnfm.InstantiationState = "NOT_INSTANTIATED";
        await host.LoadAsync(90, 60);
        await host.DecisionAsync(DecisionState.Abandoned);
        host.Vnfm.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_bus_does_not_stop_scaling_and_the_end_is_told_later()
    {
        await using var host = await AssuranceHost.StartAsync();
        host.Vnfm.OperationState = "PROCESSING";
        await host.PutAsync(AssuranceHost.Policy());
        await host.LoadAsync(90, 30);
        await host.DecisionAsync(DecisionState.Accepted);
        host.Bus.Broken = true;
        host.Vnfm.OperationState = "COMPLETED";
        var decision = await host.DecisionAsync(DecisionState.Completed);
        host.Bus.Broken = false;
        await Eventually.HoldsAsync(() => host.Bus.Published.Any(p => p.Event.Id == decision.Id + ":closed"), "the end is told");
    }

    [Fact]
    public async Task Policies_are_a_rest_resource_of_the_tenant()
    {
        await using var host = await AssuranceHost.StartAsync();
        var policy = AssuranceHost.Policy();
        using var created = await host.Client.PutAsJsonAsync("/assurance/v1/policies/p1", policy, AssuranceJson.Default.ScalingPolicy);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var replaced = await host.Client.PutAsJsonAsync("/assurance/v1/policies/p1", policy with { MaxLevel = 9 }, AssuranceJson.Default.ScalingPolicy);
        replaced.StatusCode.ShouldBe(HttpStatusCode.OK);
        replaced.Headers.ETag!.Tag.ShouldBe("\"2\"");
        using var repeated = await host.Client.PutAsJsonAsync("/assurance/v1/policies/p1", policy with { MaxLevel = 9 }, AssuranceJson.Default.ScalingPolicy);
        repeated.Headers.ETag!.Tag.ShouldBe("\"2\"");
        using var stale = new HttpRequestMessage(HttpMethod.Put, "/assurance/v1/policies/p1") { Content = JsonContent.Create(policy, AssuranceJson.Default.ScalingPolicy), Headers = { { "If-Match", "\"1\"" } } };
        (await host.Client.SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await host.Client.GetFromJsonAsync("/assurance/v1/policies?vnfInstanceId=v", AssuranceJson.Default.ListScalingPolicy))!.Single().MaxLevel.ShouldBe(9);
        (await host.Client.GetFromJsonAsync("/assurance/v1/policies?vnfInstanceId=w", AssuranceJson.Default.ListScalingPolicy))!.ShouldBeEmpty();
        (await host.Service.Client("t2").GetAsync("/assurance/v1/policies/p1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.Service.Client("t1", "viewer").DeleteAsync("/assurance/v1/policies/p1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var flapping = await host.Client.PutAsJsonAsync("/assurance/v1/policies/p1", policy with { ScaleInThreshold = 80 }, AssuranceJson.Default.ScalingPolicy);
        flapping.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await flapping.Content.ReadAsStringAsync()).ShouldContain("without a gap");
        using var nonsense = await host.Client.PutAsync("/assurance/v1/policies/p1", new StringContent("{\"id\":", System.Text.Encoding.UTF8, "application/json"));
        nonsense.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Client.DeleteAsync("/assurance/v1/policies/p1")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.Client.DeleteAsync("/assurance/v1/policies/p1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Alarms_are_kept_and_the_loops_are_healthy()
    {
        await using var host = await AssuranceHost.StartAsync();
        await PublishAsync(host, AlarmEvent.RaisedType, 0);
        (await host.Client.GetStringAsync("/assurance/v1/alarms?state=RAISED&instanceId=v")).ShouldContain("\"id\":\"a1\"");
        await PublishAsync(host, AlarmEvent.ClearedType, 5);
        (await host.Client.GetStringAsync("/assurance/v1/alarms?state=RAISED")).ShouldBe("[]");
        (await host.Client.GetStringAsync("/assurance/v1/alarms/a1")).ShouldContain("CLEARED");
        await Eventually.HoldsAsync(async () => (await host.Service.AnonymousClient().GetAsync("/health/ready")).IsSuccessStatusCode, "ready");
    }

    private static Task PublishAsync(AssuranceHost host, string type, int second) => host.Bus.PublishAsync(NfvTopics.Alarms, "v", new CloudEvent
    {
        Id = Guid.NewGuid().ToString(),
        Source = "/test",
        Type = type,
        Time = DateTimeOffset.UtcNow,
        Tenant = "t1",
        Data = System.Text.Json.JsonSerializer.SerializeToElement(
            new AlarmEvent { AlarmId = "a1", InstanceId = "v", ObjectId = "s1", PerceivedSeverity = "MAJOR", ProbableCause = "gone", Time = new DateTimeOffset(2026, 1, 1, 0, 0, second, TimeSpan.Zero) },
            AlarmEventJson.Default.AlarmEvent),
    }, CancellationToken.None);
}
