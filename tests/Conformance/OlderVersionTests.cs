using System.Text.Json;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>Version 1 beside version 2: one resource in two forms.</summary>
[Collection(LabCollection.Name)]
public sealed class OlderVersionTests(ConformanceLab lab)
{
    private const string Vnfs = "GET /vnflcm/v1/vnf_instances";

    [SkippableTheory]
    [InlineData("vnflcm", "2.3.0", "1.3.0")]
    [InlineData("nslcm", "2.3.0", "1.3.0")]
    [InlineData("nsd", "2.3.0", "1.3.0")]
    [InlineData("vnfpkgm", "2.4.0", "1.3.0")]
    [InlineData("vnfpm", "2.2.0", "1.3.0")]
    [InlineData("nspm", "2.3.0", "1.3.0")]
    public async Task Api_versions_lists_both(string api, string newer, string older)
    {
        var versions = (await lab.CallAsync($"GET /{api}/api_versions")).Expect(200).Json.GetProperty("apiVersions").EnumerateArray().Select(v => v.GetProperty("version").GetString()).ToList();
        versions.ShouldContain(newer);
        versions.ShouldContain(older);
    }

    [SkippableTheory]
    [InlineData("vnflcm/v1/vnf_instances", "2.3.0", 406)]
    [InlineData("vnflcm/v2/vnf_instances", "1.3.0", 406)]
    [InlineData("vnflcm/v1/vnf_instances", "1.1.0", 200)]
    [InlineData("vnflcm/v1/vnf_instances", null, 200)]
    [InlineData("nsd/v1/ns_descriptors", null, 200)]
    [InlineData("vnfpm/v1/pm_jobs", null, 200)]
    [InlineData("nspm/v2/thresholds", "1.3.0", 406)]
    public async Task The_root_decides_the_version(string path, string? version, int status)
    {
        var (api, major) = (path.Split('/')[0], path.Split('/')[1]);
        var answer = await lab.CallAsync($"GET /{path}", adjust: r =>
        {
            r.Headers.Remove("Version");
            if (version is not null)
            {
                r.Headers.Add("Version", version);
            }
        });
        answer.Status.ShouldBe(status, answer.Text);
        answer.Header("Version").ShouldNotBeNull().ShouldStartWith(major[1..], Case.Sensitive, $"{api}: {answer.Header("Version")}");
    }

    [SkippableFact]
    public async Task An_instance_of_version_1_has_its_links_and_the_names_of_version_1()
    {
        var id = await lab.InstantiatedVnfAsync();
        var (older, newer) = ((await lab.CallAsync("GET /vnflcm/v1/vnf_instances/{vnfInstanceId}", [id])).Expect(200), (await lab.CallAsync("GET /vnflcm/v2/vnf_instances/{vnfInstanceId}", [id])).Expect(200));
        older.Header("ETag").ShouldBe(newer.Header("ETag"));
        older.Text.ShouldNotContain("/vnflcm/v2/");
        older.Json.GetProperty("_links").GetProperty("self").GetProperty("href").GetString().ShouldEndWith($"/vnflcm/v1/vnf_instances/{id}");
        var info = older.Json.GetProperty("instantiatedVnfInfo");
        info.TryGetProperty("vnfVirtualLinkResourceInfo", out _).ShouldBeFalse();
        if (newer.Json.GetProperty("instantiatedVnfInfo").TryGetProperty("vnfVirtualLinkResourceInfo", out var links))
        {
            info.GetProperty("virtualLinkResourceInfo").GetRawText().ShouldBe(links.GetRawText());
        }
        info.GetProperty("vnfcResourceInfo").GetArrayLength().ShouldBe(newer.Json.GetProperty("instantiatedVnfInfo").GetProperty("vnfcResourceInfo").GetArrayLength());
    }

    [SkippableFact]
    public async Task A_repeated_request_gets_its_answer_in_the_version_it_asks_in()
    {
        void Key(HttpRequestMessage request) => request.Headers.Add("Idempotency-Key", "older-and-newer");
        const string operation = "POST /vnflcm/v1/vnf_instances";
        var body = $$"""{"vnfdId":"{{lab.VnfdId}}"}""";
        var first = (await lab.CallAsync(operation, body: body, adjust: Key)).Expect(201);
        var second = (await lab.CallAsync(operation, body: body, adjust: Key)).Expect(201);
        second.Id.ShouldBe(first.Id);
        second.Header("Location").ShouldBe(first.Header("Location"));
        second.Text.ShouldBe(first.Text);
        first.Header("Location").ShouldNotBeNull().ShouldContain("/vnflcm/v1/");
    }

    [SkippableTheory]
    [InlineData("?filter=(eq,vnfInstanceName,older);(eq,instantiatedVnfInfo/vnfcResourceInfo/vduId,worker)", 1)]
    [InlineData("?vnfInstanceName=older", 1)]
    [InlineData("?vnfInstanceName.eq=older,other", 1)]
    [InlineData("?vnfInstanceName.neq=older&vnfInstanceName.cont=olde", 0)]
    [InlineData("?vnfInstanceName=older&instantiatedVnfInfo.vnfcResourceInfo.vduId=worker", 1)]
    [InlineData("?vnfInstanceName=older&instantiationState=NOT_INSTANTIATED", 0)]
    [InlineData("?filter=(eq,vnfInstanceName,older)&fields=instantiatedVnfInfo", 1)]
    public async Task Lists_are_filtered_in_the_old_and_the_new_way(string query, int expected)
    {
        var id = await lab.VnfAsync("older");
        try
        {
            await lab.FinishVnfAsync((await lab.InstantiateVnfAsync(id)).Expect(202));
            var found = (await lab.CallAsync(Vnfs, query: query)).Expect(200).Json.EnumerateArray().Count(v => v.GetProperty("id").GetString() == id);
            found.ShouldBe(expected, query);
        }
        finally
        {
            await lab.FinishVnfAsync((await lab.CallAsync("POST /vnflcm/v1/vnf_instances/{vnfInstanceId}/terminate", [id], """{"terminationType":"FORCEFUL"}""")).Expect(202));
            (await lab.CallAsync("DELETE /vnflcm/v1/vnf_instances/{vnfInstanceId}", [id])).Expect(204);
        }
    }

    [SkippableTheory]
    [InlineData("?filter=(eq,vimConnectionInfo/vimType,x)")]
    [InlineData("?filter=(eq,instantiatedVnfInfo/vnfVirtualLinkResourceInfo/id,x)")]
    [InlineData("?vnfInstanceNam=x")]
    [InlineData("?instantiationState=MAYBE")]
    [InlineData("?fields=instantiatedVnfInfo/maxScaleLevels")]
    public async Task What_version_1_does_not_have_cannot_be_asked_for_400(string query) => (await lab.CallAsync(Vnfs, query: query)).ShouldBeProblem(400);

    [SkippableTheory]
    [InlineData("POST /vnflcm/v1/vnf_instances/{vnfInstanceId}/change_vnfpkg")]
    [InlineData("GET /vnfpkgm/v1/onboarded_vnf_packages")]
    [InlineData("GET /nsd/v1/ns_descriptors/{nsdInfoId}/nsd")]
    [InlineData("GET /vnfpm/v2/subscriptions")]
    public async Task What_came_later_is_not_there_404(string operation) => (await lab.CallAsync(operation, ["x"])).Status.ShouldBe(404);

    [SkippableFact]
    public async Task Subscribers_of_version_1_get_notifications_of_version_1()
    {
        var path = $"v1-{Guid.NewGuid():N}";
        var subscribed = (await lab.CallAsync("POST /vnflcm/v1/subscriptions", body: $$"""{"callbackUri":"{{lab.Receiver.CallbackUri(path)}}"}""")).Expect(201);
        subscribed.Json.TryGetProperty("verbosity", out _).ShouldBeFalse();
        var self = subscribed.Header("Location").ShouldNotBeNull();
        self.ShouldContain("/vnflcm/v1/subscriptions/");
        (await lab.CallAsync("GET /vnflcm/v2/subscriptions/{subscriptionId}", [subscribed.Id])).ShouldBeProblem(404);
        (await lab.CallAsync("GET /vnflcm/v1/subscriptions")).Expect(200).Text.ShouldContain(subscribed.Id);
        try
        {
            var vnf = await lab.InstantiatedVnfAsync();
            (string Path, string Body, Microsoft.AspNetCore.Http.IHeaderDictionary Headers)[] Mine() => [.. lab.Receiver.Received.Where(n => n.Path == path && n.Body.Contains(vnf, StringComparison.Ordinal))];
            await Eventually.HoldsAsync(() => Mine().Any(n => n.Body.Contains("COMPLETED", StringComparison.Ordinal)), "the completion is notified");
            foreach (var (_, body, headers) in Mine())
            {
                headers["Version"].ToString().ShouldBe("1.3.0");
                body.ShouldNotContain("/vnflcm/v2/");
                using var json = JsonDocument.Parse(body);
                json.RootElement.TryGetProperty("verbosity", out _).ShouldBeFalse();
                json.RootElement.GetProperty("_links").GetProperty("subscription").GetProperty("href").GetString().ShouldBe(self);
                json.RootElement.GetProperty("_links").GetProperty("vnfInstance").GetProperty("href").GetString().ShouldNotBeNull().ShouldContain("/vnflcm/v1/vnf_instances/");
            }
        }
        finally
        {
            (await lab.CallAsync("DELETE /vnflcm/v1/subscriptions/{subscriptionId}", [subscribed.Id])).Expect(204);
        }
    }
}
