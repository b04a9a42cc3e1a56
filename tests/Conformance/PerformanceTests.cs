using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Pm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>Performance management beyond single operations: notifications, what is refused, and what belongs to whom.</summary>
[Collection(LabCollection.Name)]
public sealed class PerformanceTests(ConformanceLab lab)
{
    [SkippableTheory]
    [InlineData("vnfpm")]
    [InlineData("nspm")]
    public async Task Notifications_of_a_PM_job_and_a_threshold_conform_and_go_to_their_callbacks(string api)
    {
        var path = $"{api}-{Guid.NewGuid():N}";
        var job = (await PmCases.CreateJobAsync(lab, $"POST /{api}/v2/pm_jobs", path + "-job")).Expect(201);
        var threshold = (await PmCases.CreateThresholdAsync(lab, $"POST /{api}/v2/thresholds", path + "-threshold")).Expect(201);
        try
        {
            await LoadUntilAsync(api, 95, () => Of(path + "-job").Length > 0 && Of(path + "-threshold").Length > 0, "a report and a crossing are notified");
            var crossed = Of(path + "-threshold")[0];
            crossed.GetProperty("crossingDirection").GetString().ShouldBe("UP");
            crossed.GetProperty("performanceValue").GetDouble().ShouldBeInRange(85, 95);
            crossed.GetProperty("thresholdId").GetString().ShouldBe(threshold.Id);
            await LoadUntilAsync(api, 10, () => Of(path + "-threshold").Length > 1, "the other crossing is notified");
            Of(path + "-threshold").Select(n => n.GetProperty("crossingDirection").GetString()).ShouldBe(["UP", "DOWN"]);

            var document = Contracts.Notifications(api);
            foreach (var notification in Of(path + "-job").Concat(Of(path + "-threshold")))
            {
                var kind = notification.GetProperty("notificationType").GetString();
                document.ValidateRequest("POST", $"/URI_is_provided_by_the_client_when_creating_the_subscription-{kind}", notification.GetRawText()).Where(f => !Contracts.IsSlip(f)).ShouldBeEmpty();
                notification.TryGetProperty("subscriptionId", out _).ShouldBeFalse("there is no subscription");
                notification.GetProperty("_links").TryGetProperty("subscription", out _).ShouldBeFalse();
            }
            var available = Of(path + "-job")[0];
            available.GetProperty("pmJobId").GetString().ShouldBe(job.Id);
            var report = new Uri(available.GetProperty("_links").GetProperty("performanceReport").GetProperty("href").GetString()!);
            var read = (await lab.CallAsync($"GET /{api}/v2/pm_jobs/{{pmJobId}}/reports/{{reportId}}", [job.Id, report.Segments[^1]])).Expect(200).ShouldConform();
            read.Json.GetProperty("entries")[0].GetProperty("objectInstanceId").GetString().ShouldBe(available.GetProperty("objectInstanceId").GetString());
            lab.Receiver.Received.Where(n => n.Path.StartsWith(path, StringComparison.Ordinal)).ShouldAllBe(n => n.Headers.ContainsKey("Version"));
        }
        finally
        {
            (await lab.CallAsync($"DELETE /{api}/v2/pm_jobs/{{pmJobId}}", [job.Id])).Expect(204);
            (await lab.CallAsync($"DELETE /{api}/v2/thresholds/{{thresholdId}}", [threshold.Id])).Expect(204);
        }
    }

    [SkippableTheory]
    [InlineData("vnfpm")]
    [InlineData("nspm")]
    public async Task In_version_1_subscribers_hear_of_jobs_and_thresholds_of_version_1(string api)
    {
        var path = $"{api}-v1-{Guid.NewGuid():N}";
        var measured = await PmCases.ObjectAsync(lab, api);
        var filter = api == "vnfpm" ? "vnfInstanceSubscriptionFilter" : "nsInstanceSubscriptionFilter";
        var ids = api == "vnfpm" ? "vnfInstanceIds" : "nsInstanceIds";
        var subscription = (await lab.CallAsync($"POST /{api}/v1/subscriptions", body: $$"""
            {"callbackUri":"{{lab.Receiver.CallbackUri(path)}}","filter":{"{{filter}}":{"{{ids}}":["{{measured}}"] } } }
            """)).Expect(201);
        var deaf = (await lab.CallAsync($"POST /{api}/v1/subscriptions", body: $$"""
            {"callbackUri":"{{lab.Receiver.CallbackUri(path + "-deaf")}}","filter":{"{{filter}}":{"{{ids}}":["another"] } } }
            """)).Expect(201);
        var newer = (await PmCases.CreateJobAsync(lab, $"POST /{api}/v2/pm_jobs", path + "-newer")).Expect(201);
        var job = (await PmCases.CreateJobAsync(lab, $"POST /{api}/v1/pm_jobs")).Expect(201);
        var threshold = (await PmCases.CreateThresholdAsync(lab, $"POST /{api}/v1/thresholds")).Expect(201);
        try
        {
            job.Json.TryGetProperty("objectType", out _).ShouldBeFalse(job.Text);
            job.Json.TryGetProperty("callbackUri", out _).ShouldBeFalse(job.Text);
            job.Text.ShouldNotContain("/v2/");
            (await lab.CallAsync($"GET /{api}/v2/pm_jobs/{{pmJobId}}", [job.Id])).ShouldBeProblem(404);
            (await lab.CallAsync($"GET /{api}/v1/pm_jobs/{{pmJobId}}", [newer.Id])).ShouldBeProblem(404);
            (await lab.CallAsync($"GET /{api}/v1/pm_jobs")).Expect(200).Text.ShouldNotContain(newer.Id);

            await LoadUntilAsync(api, 95, () => Owners(path).IsSupersetOf([job.Id, threshold.Id]) && Of(path + "-newer").Length > 0, "the job and the threshold are notified");
            foreach (var notification in Of(path))
            {
                notification.GetRawText().ShouldNotContain("/v2/");
                notification.GetProperty("subscriptionId").GetString().ShouldBe(subscription.Id);
            }
            Owners(path).ShouldNotContain(newer.Id);
            Of(path + "-deaf").ShouldBeEmpty();
            var report = new Uri(Of(path).First(n => n.TryGetProperty("pmJobId", out var of) && of.GetString() == job.Id).GetProperty("_links").GetProperty("performanceReport").GetProperty("href").GetString()!);
            (await lab.CallAsync($"GET /{api}/v1/pm_jobs/{{pmJobId}}/reports/{{reportId}}", [job.Id, report.Segments[^1]])).Expect(200);
        }
        finally
        {
            (await lab.CallAsync($"DELETE /{api}/v1/pm_jobs/{{pmJobId}}", [job.Id])).Expect(204);
            (await lab.CallAsync($"DELETE /{api}/v1/thresholds/{{thresholdId}}", [threshold.Id])).Expect(204);
            (await lab.CallAsync($"DELETE /{api}/v2/pm_jobs/{{pmJobId}}", [newer.Id])).Expect(204);
            (await lab.CallAsync($"DELETE /{api}/v1/subscriptions/{{subscriptionId}}", [subscription.Id])).Expect(204);
            (await lab.CallAsync($"DELETE /{api}/v1/subscriptions/{{subscriptionId}}", [deaf.Id])).Expect(204);
        }

        HashSet<string> Owners(string of) => [.. Of(of).Select(n => (n.TryGetProperty("pmJobId", out var owner) ? owner : n.GetProperty("thresholdId")).GetString()!)];
    }

    [SkippableTheory]
    [InlineData("vnfpm", "\"objectType\": \"Vnf\"", "\"objectType\": \"Host\"", "Vnf, Vnfc")]
    [InlineData("vnfpm", "\"VCpuUsageMeanVnf\"", "\"Nothing\"", "VCpuUsageMeanVnf")]
    [InlineData("vnfpm", "\"reportingPeriod\": 2", "\"reportingPeriod\": 0", "multiple")]
    [InlineData("vnfpm", "\"collectionPeriod\": 1", "\"collectionPeriod\": \"often\"", "collectionPeriod")]
    [InlineData("vnfpm", "\"objectType\": \"Vnf\"", "\"objectType\": \"Vnfc\", \"subObjectInstanceIds\": [\"nobody\"]", "no sub-object")]
    [InlineData("vnfpm", "\"reportingPeriod\": 2", "\"reportingPeriod\": 2, \"reportingBoundary\": \"2020-01-01T00:00:00Z\"", "never be a report")]
    [InlineData("nspm", "\"objectType\": \"Ns\"", "\"objectType\": \"Sap\"", "Ns")]
    public async Task A_PM_job_that_could_never_report_is_refused_422(string api, string right, string wrong, string told)
    {
        var body = PmCases.Job(await PmCases.ObjectAsync(lab, api), api, lab.Receiver.CallbackUri("pm"));
        body.ShouldContain(right);
        (await lab.CallAsync($"POST /{api}/v2/pm_jobs", body: body.Replace(right, wrong, StringComparison.Ordinal))).ShouldBeProblem(422).Text.ShouldContain(told);
    }

    [SkippableTheory]
    [InlineData("vnfpm", "VNF instance")]
    [InlineData("nspm", "NS instance")]
    public async Task What_is_not_there_cannot_be_measured_422(string api, string kind)
    {
        (await lab.CallAsync($"POST /{api}/v2/pm_jobs", body: PmCases.Job("nobody", api, lab.Receiver.CallbackUri("pm")))).ShouldBeProblem(422).Text.ShouldContain($"no {kind}");
        (await lab.CallAsync($"POST /{api}/v2/thresholds", body: PmCases.Threshold("nobody", api, lab.Receiver.CallbackUri("pm")))).ShouldBeProblem(422).Text.ShouldContain("nobody");
    }

    [SkippableTheory]
    [InlineData("pm_jobs")]
    [InlineData("thresholds")]
    public async Task A_callback_that_does_not_answer_is_refused_422_and_nothing_is_made_or_changed(string resource)
    {
        const string nobody = "http://127.0.0.1:9/nobody";
        var vnf = await lab.MeasuredVnfAsync();
        var body = resource == "pm_jobs" ? PmCases.Job(vnf, "vnfpm", nobody) : PmCases.Threshold(vnf, "vnfpm", nobody);
        (await lab.CallAsync($"POST /vnfpm/v2/{resource}", body: body)).ShouldBeProblem(422).Text.ShouldContain(nobody);
        (await lab.CallAsync($"GET /vnfpm/v2/{resource}", query: $"?filter={Uri.EscapeDataString($"(eq,callbackUri,{nobody})")}")).Expect(200).Json.GetArrayLength().ShouldBe(0);

        var operation = $"POST /vnfpm/v2/{resource}";
        var made = (resource == "pm_jobs" ? await PmCases.CreateJobAsync(lab, operation) : await PmCases.CreateThresholdAsync(lab, operation)).Expect(201);
        var one = $"/vnfpm/v2/{resource}/{{id}}";
        (await lab.CallAsync($"PATCH {one}", [made.Id], $$"""{"callbackUri":"{{nobody}}"}""")).ShouldBeProblem(422).Text.ShouldContain("Nothing was changed");
        (await lab.CallAsync($"GET {one}", [made.Id])).Expect(200).Json.GetProperty("callbackUri").GetString().ShouldBe(made.Json.GetProperty("callbackUri").GetString());
    }

    [SkippableTheory]
    [InlineData("pm_jobs")]
    [InlineData("thresholds")]
    public async Task Only_the_callback_can_be_modified_and_only_of_what_was_read(string resource)
    {
        var operation = $"POST /vnfpm/v2/{resource}";
        var made = (resource == "pm_jobs" ? await PmCases.CreateJobAsync(lab, operation) : await PmCases.CreateThresholdAsync(lab, operation)).Expect(201);
        var one = $"/vnfpm/v2/{resource}/{{id}}";
        (await lab.CallAsync($"PATCH {one}", [made.Id], """{"criteria":{}}""")).ShouldBeProblem(422).Text.ShouldContain("criteria");
        (await lab.CallAsync($"PATCH {one}", [made.Id], "{}")).ShouldBeProblem(422);
        (await lab.CallAsync($"PATCH {one}", [made.Id], """{"callbackUri":null}""")).ShouldBeProblem(422);
        (await lab.CallAsync($"PATCH {one}", [made.Id], """{"authentication":{"authType":["BASIC"]}}""")).ShouldBeProblem(422).Text.ShouldContain("userName");
        var elsewhere = lab.Receiver.CallbackUri("elsewhere-" + made.Id);
        (await lab.CallAsync($"PATCH {one}", [made.Id], $$"""{"callbackUri":"{{elsewhere}}"}""", adjust: r => r.Headers.TryAddWithoutValidation("If-Match", "\"77\""))).ShouldBeProblem(412);
        var changed = (await lab.CallAsync($"PATCH {one}", [made.Id], $$"""{"callbackUri":"{{elsewhere}}"}""")).Expect(200);
        changed.Json.GetProperty("callbackUri").GetString().ShouldBe(elsewhere);
        (await lab.CallAsync($"GET {one}", [made.Id])).Expect(200).Json.GetProperty("callbackUri").GetString().ShouldBe(elsewhere);
        await LoadUntilAsync("vnfpm", 95, () => Of("elsewhere-" + made.Id).Length > 0, "it is notified there");
        (await lab.CallAsync($"DELETE {one}", [made.Id])).Expect(204);
        (await lab.CallAsync($"GET {one}", [made.Id])).ShouldBeProblem(404);
    }

    [SkippableFact]
    public async Task PM_jobs_are_filtered_and_show_reports_only_when_asked()
    {
        var (job, report) = await PmCases.ReportAsync(lab, "GET /vnfpm/v2/pm_jobs");
        var query = $"?filter={Uri.EscapeDataString($"(eq,id,{job});(eq,objectType,Vnf);(eq,criteria/collectionPeriod,1)")}";
        (await lab.CallAsync("GET /vnfpm/v2/pm_jobs", query: query)).Expect(200).ShouldConform().Json[0].TryGetProperty("reports", out _).ShouldBeFalse();
        (await lab.CallAsync("GET /vnfpm/v2/pm_jobs", query: query + "&fields=reports")).Expect(200).ShouldConform().Text.ShouldContain(report);
        (await lab.CallAsync("GET /vnfpm/v2/pm_jobs", query: $"?filter={Uri.EscapeDataString($"(eq,id,{job});(eq,objectType,Vnfc)")}")).Expect(200).Json.GetArrayLength().ShouldBe(0);
        (await lab.CallAsync("GET /vnfpm/v2/pm_jobs/{pmJobId}/reports/{reportId}", [job, "another"])).ShouldBeProblem(404);
    }

    [SkippableFact]
    public async Task A_repeated_request_makes_one_PM_job()
    {
        void Key(HttpRequestMessage request) => request.Headers.Add("Idempotency-Key", "pm-once");
        var body = PmCases.Job(await lab.MeasuredVnfAsync(), "vnfpm", lab.Receiver.CallbackUri("pm"));
        var first = (await lab.CallAsync("POST /vnfpm/v2/pm_jobs", body: body, adjust: Key)).Expect(201);
        (await lab.CallAsync("POST /vnfpm/v2/pm_jobs", body: body, adjust: Key)).Expect(201).Id.ShouldBe(first.Id);
    }

    [SkippableFact]
    public async Task Another_tenant_sees_nothing_and_can_measure_nothing()
    {
        var (job, report) = await PmCases.ReportAsync(lab, "GET /vnfpm/v2/pm_jobs");
        var threshold = (await PmCases.CreateThresholdAsync(lab, "POST /vnfpm/v2/thresholds")).Expect(201).Id;
        using var other = new LabApi(lab.Lab.Addresses, await lab.Lab.MakeOperatorAsync("pm-stranger", new TenantId("stranger"), CancellationToken.None));
        (await other.VnfPm.GetJobAsync(job)).ShouldBeNull();
        (await other.VnfPm.GetReportAsync(job, report)).ShouldBeNull();
        (await other.VnfPm.GetThresholdAsync(threshold)).ShouldBeNull();
        await foreach (var seen in other.VnfPm.ListJobsAsync())
        {
            Assert.Fail($"Tenant stranger sees {seen.Id}.");
        }
        await other.VnfPm.DeleteJobAsync(job); // what is not there is deleted already, for a client
        (await Should.ThrowAsync<SolRequestException>(async () => await other.VnfPm.CreateJobAsync(new CreatePmJobRequest
        {
            ObjectType = "Vnf",
            ObjectInstanceIds = [await lab.MeasuredVnfAsync()],
            Criteria = new PmJobCriteria { PerformanceMetric = ["VCpuUsageMeanVnf"], CollectionPeriod = 5, ReportingPeriod = 5 },
            CallbackUri = lab.Receiver.CallbackUri("stranger"),
        }))).Message.ShouldContain("no VNF instance");
        (await lab.CallAsync("GET /vnfpm/v2/pm_jobs/{pmJobId}", [job])).Expect(200);
    }

    private JsonElement[] Of(string path) => [.. lab.Receiver.Received.Where(n => n.Path == path).Select(n => JsonDocument.Parse(n.Body).RootElement).DistinctBy(n => n.GetProperty("id").GetString())];

    private Task LoadUntilAsync(string api, double cpu, Func<bool> holds, string what) => Eventually.HoldsAsync(
        async () =>
        {
            await PmCases.LoadAsync(lab, api, cpu);
            return holds();
        },
        what,
        TimeSpan.FromSeconds(60));
}
