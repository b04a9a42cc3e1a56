using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Integration;

/// <summary>Requests that cannot be right: the status of SOL013, words for people, nothing stored half.</summary>
[Collection(LabCollection.Name)]
public sealed class BadInputTests(LabFixture lab)
{
    private const string Instances = "vnflcm/v2/vnf_instances";

    private Uri Vnfm => lab.Lab.Addresses.Vnfm;

    [Fact]
    public async Task Wrong_state_for_the_operation()
    {
        var vnf = await lab.CreateVnfAsync();
        (await PostAsync($"{Instances}/{vnf.Id}/terminate", """{"terminationType":"FORCEFUL"}""")).Problem(409).ShouldContain("NOT_INSTANTIATED");
        (await PostAsync($"{Instances}/{vnf.Id}/scale", """{"type":"SCALE_OUT","aspectId":"a"}""")).Problem(409).ShouldContain("NOT_INSTANTIATED");
        var accepted = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.MinimalRequestAsync());
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, end.Error?.Detail);
        (await PostAsync($"{Instances}/{vnf.Id}/instantiate", """{"flavourId":"simple"}""")).Problem(409).ShouldContain("INSTANTIATED");
        (await lab.CallAsync(HttpMethod.Delete, Vnfm, $"{Instances}/{vnf.Id}")).Problem(409).ShouldContain("Terminate it first");
        foreach (var task in new[] { "retry", "rollback", "fail" })
        {
            (await PostAsync($"vnflcm/v2/vnf_lcm_op_occs/{accepted.OpOccId}/{task}", null)).Problem(409).ShouldContain("It is over");
        }
        (await PostAsync($"vnflcm/v2/vnf_lcm_op_occs/{accepted.OpOccId}/cancel", """{"cancelMode":"GRACEFUL"}""")).Problem(409);
        (await OperationsOfAsync(vnf.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_things()
    {
        var before = await CountAsync();
        (await PostAsync(Instances, """{"vnfdId":"00000000-0000-0000-0000-00000000dead"}""")).Problem(422).ShouldContain("00000000-0000-0000-0000-00000000dead");
        (await CountAsync()).ShouldBe(before);
        (await lab.CallAsync(HttpMethod.Get, Vnfm, $"{Instances}/unknown")).Problem(404).ShouldContain("unknown");
        (await lab.CallAsync(HttpMethod.Get, lab.Lab.Addresses.Nfvo, "nslcm/v2/ns_instances/unknown")).Problem(404);
        (await lab.CallAsync(HttpMethod.Post, lab.Lab.Addresses.Nfvo, "nslcm/v2/ns_instances", """{"nsdId":"none","nsName":"x","nsDescription":"x"}""")).Problem(422).ShouldContain("none");

        var vnf = await lab.CreateVnfAsync("5g-core/upf");
        var good = JsonSerializer.Serialize(await lab.UpfRequestAsync(), VnfLcmJsonContext.Default.InstantiateVnfRequest);
        (await PostAsync($"{Instances}/{vnf.Id}/instantiate", good.Replace("\"small\"", "\"enormous\"", StringComparison.Ordinal))).Problem(422).ShouldContain("'large'");
        (await PostAsync($"{Instances}/{vnf.Id}/instantiate", good.Replace("\"flavourId\"", "\"instantiationLevelId\":\"asleep\",\"flavourId\"", StringComparison.Ordinal))).Problem(422).ShouldContain("'busy'");
        (await PostAsync($"{Instances}/{vnf.Id}/instantiate", "{}")).Problem(422).ShouldContain("flavourId");
        (await OperationsOfAsync(vnf.Id)).ShouldBe(0);

        // A connection may come with the grant (SOL003 §9.5.2.3): what is missing is told when the grant did not bring it, and nothing was begun.
        var unconnected = await lab.Api.VnfLcm.InstantiateAsync((await lab.CreateVnfAsync("5g-core/upf")).Id, new InstantiateVnfRequest { FlavourId = "small" });
        var refused = await lab.VnfEndAsync(unconnected.OpOccId);
        (refused.OperationState, refused.Error?.Status).ShouldBe((LcmOperationStateType.ROLLED_BACK, 422), refused.Error?.Detail);
        refused.Error!.Detail.ShouldContain("'n3'");

        var accepted = await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.UpfRequestAsync());
        var end = await lab.VnfEndAsync(accepted.OpOccId);
        end.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, end.Error?.Detail);
        (await PostAsync($"{Instances}/{vnf.Id}/scale", """{"type":"SCALE_OUT","aspectId":"sideways"}""")).Problem(422).ShouldContain("'user_plane'");
        (await PostAsync($"{Instances}/{vnf.Id}/scale", """{"type":"SCALE_OUT","aspectId":"user_plane","numberOfSteps":99}""")).Problem(422);
        (await PostAsync($"{Instances}/{vnf.Id}/scale", """{"type":"SCALE_OUT","aspectId":"user_plane","numberOfSteps":2147483647}""")).Problem(422);
        (await PostAsync($"{Instances}/{vnf.Id}/scale", """{"type":"SCALE_OUT","aspectId":"user_plane","numberOfSteps":0}""")).Problem(422);
        (await PostAsync($"{Instances}/{vnf.Id}/scale", """{"type":"SCALE_IN","aspectId":"user_plane"}""")).Problem(422);
        (await PostAsync($"{Instances}/{vnf.Id}/scale", """{"type":"SIDEWAYS","aspectId":"user_plane"}""")).Problem(422).ShouldContain("$.type");
        (await OperationsOfAsync(vnf.Id)).ShouldBe(1);

        var scaled = await lab.Api.VnfLcm.ScaleAsync(vnf.Id, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = "user_plane", NumberOfSteps = 2 });
        (await lab.VnfEndAsync(scaled.OpOccId)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        (await lab.Api.VnfLcm.GetAsync(vnf.Id))!.InstantiatedVnfInfo!.ScaleStatus![0].ScaleLevel.ShouldBe(2);
        var gone = await lab.Api.VnfLcm.TerminateAsync(vnf.Id, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL });
        (await lab.VnfEndAsync(gone.OpOccId)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        (await lab.InVimAsync(vnf.Id)).ShouldBeEmpty();
        await Eventually.HoldsAsync(async () => await lab.ReservationAsync(vnf.Id) is null, "the ledger has the capacity back");
    }

    [Fact]
    public async Task Filters_and_queries_that_name_what_is_not_there()
    {
        (await lab.CallAsync(HttpMethod.Get, Vnfm, $"{Instances}?filter=(eq,colour,red)")).Problem(400).ShouldContain("colour");
        (await lab.CallAsync(HttpMethod.Get, Vnfm, $"{Instances}?filter=(eq,vnfdId")).Problem(400);
        (await lab.CallAsync(HttpMethod.Get, Vnfm, $"{Instances}?filters=(eq,vnfdId,x)")).Problem(400).ShouldContain("filters");
        (await lab.CallAsync(HttpMethod.Get, Vnfm, $"{Instances}?fields=colour")).Problem(400);
        (await lab.CallAsync(HttpMethod.Get, Vnfm, $"{Instances}?nextpage_opaque_marker=forged")).Problem(400);
        (await lab.CallAsync(HttpMethod.Get, lab.Lab.Addresses.Nfvo, "nslcm/v2/ns_instances?filter=(eq,colour,red)")).Problem(400).ShouldContain("colour");
    }

    [Fact]
    public async Task Bodies_and_headers_that_cannot_be_read()
    {
        var before = await CountAsync();
        (await PostAsync(Instances, "{\"vnfdId\":\n  oops}")).Problem(400).ShouldContain("line 2");
        var deep = """{"vnfdId":"x","metadata":{"a":""" + new string('[', 200) + new string(']', 200) + "}}";
        (await PostAsync(Instances, deep)).Problem(400);
        (await PostAsync(Instances, "")).Problem(400);
        (await PostAsync(Instances, "[]")).Problem(422);
        (await lab.CallAsync(HttpMethod.Post, Vnfm, Instances, """{"vnfdId":"x"}""", version: null)).Problem(400).ShouldContain("Version");
        (await lab.CallAsync(HttpMethod.Post, Vnfm, Instances, """{"vnfdId":"x"}""", version: "9.9.9")).Problem(406).ShouldContain("2.0.0");
        (await lab.CallAsync(HttpMethod.Post, Vnfm, Instances, """{"vnfdId":"x"}""", contentType: "text/plain")).Problem(415);
        (await lab.CallAsync(HttpMethod.Get, Vnfm, Instances, headers: [("Accept", "application/xml")])).Problem(406);
        (await lab.CallAsync(HttpMethod.Put, Vnfm, Instances, "{}")).Problem(405);
        (await PostAsync(Instances, $$"""{"vnfdId":"{{new string('x', 2_000_000)}}"}""")).Problem(413);
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task If_Match_of_another_version()
    {
        var vnf = await lab.CreateVnfAsync();
        var read = await lab.CallAsync(HttpMethod.Get, Vnfm, $"{Instances}/{vnf.Id}");
        read.ETag.ShouldNotBeNull();
        (await lab.CallAsync(HttpMethod.Delete, Vnfm, $"{Instances}/{vnf.Id}", headers: [("If-Match", "\"999\"")])).Problem(412);
        (await lab.Api.VnfLcm.GetAsync(vnf.Id)).ShouldNotBeNull();
        (await lab.CallAsync(HttpMethod.Delete, Vnfm, $"{Instances}/{vnf.Id}", headers: [("If-Match", read.ETag)])).Status.ShouldBe(204);
        (await lab.Api.VnfLcm.GetAsync(vnf.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task An_idempotency_key_gives_the_first_answer_again_and_is_not_for_another_request()
    {
        var vnfdId = await lab.VnfdAsync("minimal/vnf");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = $$"""{"vnfdId":"{{vnfdId}}","vnfInstanceName":"once"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => lab.CallAsync(HttpMethod.Post, Vnfm, Instances, body, headers: key)));
        answers.ShouldAllBe(a => a.Status == 201);
        answers.Select(a => a.Location).Distinct().ShouldHaveSingleItem();
        answers.Select(a => JsonDocument.Parse(a.Body).RootElement.GetProperty("id").GetString()).Distinct().ShouldHaveSingleItem();
        (await lab.CallAsync(HttpMethod.Post, Vnfm, Instances, body.Replace("once", "twice", StringComparison.Ordinal), headers: key)).Problem(422).ShouldContain("Idempotency-Key");

        var path = new Uri(answers[0].Location!).AbsolutePath[1..] + "/instantiate";
        var request = JsonSerializer.Serialize(await lab.MinimalRequestAsync(), VnfLcmJsonContext.Default.InstantiateVnfRequest);
        var second = ("Idempotency-Key", Guid.NewGuid().ToString());
        var accepted = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => lab.CallAsync(HttpMethod.Post, Vnfm, path, request, headers: second)));
        accepted.ShouldAllBe(a => a.Status == 202);
        accepted.Select(a => a.Location).Distinct().ShouldHaveSingleItem();
        await lab.VnfEndAsync(accepted[0].Location!.Split('/')[^1]);
        var replay = await lab.CallAsync(HttpMethod.Post, Vnfm, path, request, headers: second);
        (replay.Status, replay.Location).ShouldBe((202, accepted[0].Location));
    }

    [Fact]
    public async Task Nobody_without_a_good_token()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Version", "2.0.0");
        using var anonymous = await http.GetAsync(new Uri(Vnfm, Instances));
        ((int)anonymous.StatusCode).ShouldBe(401);
        http.DefaultRequestHeaders.Add("Authorization", "Bearer nonsense");
        using var forged = await http.GetAsync(new Uri(Vnfm, Instances));
        ((int)forged.StatusCode).ShouldBe(401);
        using var control = await lab.Api.Vim.GetAsync($"simulator/v1/inventory?account={LabHost.VimAccount}");
        ((int)control.StatusCode).ShouldBe(403, "the simulator's control interface is not for tenants");
    }

    private Task<Answer> PostAsync(string path, string? json) => lab.CallAsync(HttpMethod.Post, Vnfm, path, json);

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in lab.Api.VnfLcm.ListAsync())
        {
            count++;
        }
        return count;
    }

    private async Task<int> OperationsOfAsync(string vnfInstanceId)
    {
        var count = 0;
        await foreach (var _ in lab.Api.VnfLcm.ListOpOccsAsync($"(eq,vnfInstanceId,{vnfInstanceId})"))
        {
            count++;
        }
        return count;
    }
}
