using System.Text;
using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.Pm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Integration;

/// <summary>Performance management over the telemetry of the simulated data centre: what is reported is what the servers and ports did.</summary>
[Collection(LabCollection.Name)]
public sealed class PerformanceTests(LabFixture lab)
{
    [Fact]
    public async Task A_PM_job_on_a_UPF_reports_its_load_and_a_threshold_is_crossed_when_it_rises_and_when_it_falls()
    {
        await using var receiver = await NotificationReceiver.StartAsync();
        var vnf = await lab.CreateVnfAsync("5g-core/upf");
        (await lab.VnfEndAsync((await lab.Api.VnfLcm.InstantiateAsync(vnf.Id, await lab.UpfRequestAsync())).OpOccId)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        var info = (await lab.Api.VnfLcm.GetAsync(vnf.Id))!.InstantiatedVnfInfo!;
        await LoadAsync(vnf.Id, 40, 8_000_000);

        var cpu = (await lab.Api.VnfPm.CreateJobAsync(Job("Vnf", vnf.Id, "VCpuUsageMeanVnf", receiver.CallbackUri("cpu")))).Resource;
        var vnfcs = (await lab.Api.VnfPm.CreateJobAsync(Job("Vnfc", vnf.Id, "VMemoryUsagePeakVnf", receiver.CallbackUri("vnfcs")))).Resource;
        var points = (await lab.Api.VnfPm.CreateJobAsync(Job("VnfExtCp", vnf.Id, "ByteIncomingVnfExtCp", receiver.CallbackUri("points")))).Resource;
        var inner = (await lab.Api.VnfPm.CreateJobAsync(Job("VnfIntCp", vnf.Id, "ByteIncomingVnfIntCp", receiver.CallbackUri("inner")))).Resource;
        var threshold = (await lab.Api.VnfPm.CreateThresholdAsync(new CreateThresholdRequest
        {
            ObjectType = "Vnf",
            ObjectInstanceId = vnf.Id,
            Criteria = new ThresholdCriteria
            {
                PerformanceMetric = "VCpuUsageMeanVnf",
                ThresholdType = ThresholdType.SIMPLE,
                SimpleThresholdDetails = new SimpleThresholdDetails { ThresholdValue = 70, Hysteresis = 10 },
            },
            CallbackUri = receiver.CallbackUri("threshold"),
        })).Resource;

        await Eventually.HoldsAsync(() => Of(receiver, "cpu").Count > 1 && Of(receiver, "vnfcs").Count > 0 && Of(receiver, "points").Count > 0 && Of(receiver, "inner").Count > 0, "each job has reported", TimeSpan.FromSeconds(60));
        var load = (await LastAsync(cpu)).Entries.ShouldHaveSingleItem();
        load.PerformanceValues.Count.ShouldBe(2);
        load.PerformanceValues.ShouldAllBe(v => Math.Abs(v.Value.GetDouble() - 40) < 0.001);
        (load.PerformanceValues[1].TimeStamp - load.PerformanceValues[0].TimeStamp).ShouldBe(TimeSpan.FromSeconds(2));
        (await LastAsync(vnfcs)).Entries.Select(e => e.SubObjectInstanceId).Order().ShouldBe(info.VnfcInfo!.Select(v => v.Id).Order());
        var bytes = (await LastAsync(points)).Entries;
        bytes.Select(e => e.SubObjectInstanceId).Order().ShouldBe(info.ExtCpInfo.Select(c => c.Id).Order());
        // What a server receives is spread over its ports, outer and inner ones: all together 8 Mbit/s a server, for 2 s.
        bytes.Concat((await LastAsync(inner)).Entries).Sum(e => e.PerformanceValues[0].Value.GetDouble()).ShouldBe(2_000_000.0 * info.VnfcInfo!.Count, 10.0);
        Of(receiver, "threshold").ShouldBeEmpty();

        await LoadAsync(vnf.Id, 90, 8_000_000);
        await Eventually.HoldsAsync(() => Of(receiver, "threshold").Count > 0, "the rise is notified", TimeSpan.FromSeconds(60));
        await LoadAsync(vnf.Id, 20, 8_000_000);
        await Eventually.HoldsAsync(() => Of(receiver, "threshold").Count > 1, "the fall is notified", TimeSpan.FromSeconds(60));
        var crossings = Of(receiver, "threshold");
        crossings.Select(n => n.GetProperty("crossingDirection").GetString()).ShouldBe(["UP", "DOWN"]);
        crossings.ShouldAllBe(n => n.GetProperty("thresholdId").GetString() == threshold.Id && n.GetProperty("objectInstanceId").GetString() == vnf.Id);

        foreach (var job in new[] { cpu, vnfcs, points, inner })
        {
            await lab.Api.VnfPm.DeleteJobAsync(job.Id);
            (await lab.Api.VnfPm.GetJobAsync(job.Id)).ShouldBeNull();
        }
        await lab.Api.VnfPm.DeleteThresholdAsync(threshold.Id);
        NoReportIsDoubled(receiver, "cpu");
    }

    [Fact]
    public async Task A_PM_job_on_a_network_service_reports_what_its_VNFs_do()
    {
        await using var receiver = await NotificationReceiver.StartAsync();
        var created = await lab.Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = await MinimalNsdAsync(), NsName = "measured", NsDescription = "test" });
        (await lab.NsEndAsync((await lab.Api.NsLcm.InstantiateAsync(created.Resource.Id, new InstantiateNsRequest { NsFlavourId = "simple" })).OpOccId)).OperationState
            .ShouldBe(NsLcmOperationStateType.COMPLETED);
        var ns = (await lab.Api.NsLcm.GetAsync(created.Resource.Id))!;
        foreach (var vnf in ns.VnfInstance!)
        {
            await LoadAsync(vnf.Id, 55, 4_000_000);
        }
        var job = (await lab.Api.NsPm.CreateJobAsync(new CreatePmJobRequest
        {
            ObjectType = "Ns",
            ObjectInstanceIds = [ns.Id],
            Criteria = new PmJobCriteria { PerformanceMetricGroup = ["VirtualisedComputeResource"], CollectionPeriod = 2, ReportingPeriod = 2 },
            CallbackUri = receiver.CallbackUri("ns"),
        })).Resource;
        await Eventually.HoldsAsync(() => Of(receiver, "ns").Count > 1, "the service is reported", TimeSpan.FromSeconds(60));
        var read = (await lab.Api.NsPm.GetJobAsync(job.Id))!;
        var report = (await lab.Api.NsPm.GetReportAsync(job.Id, new Uri(read.Reports![^1].Href).Segments[^1]))!;
        report.Entries.Select(e => e.PerformanceMetric).ShouldBe(["VCpuUsageMeanNs", "VCpuUsagePeakNs", "VMemoryUsageMeanNs", "VMemoryUsagePeakNs"]);
        report.Entries[0].PerformanceValues.ShouldHaveSingleItem().Value.GetDouble().ShouldBe(55, 0.001);
        report.Entries.ShouldAllBe(e => e.ObjectInstanceId == ns.Id && e.ObjectType == "Ns");
        await lab.Api.NsPm.DeleteJobAsync(job.Id);
    }

    private static CreatePmJobRequest Job(string type, string vnf, string metric, string callback) => new()
    {
        ObjectType = type,
        ObjectInstanceIds = [vnf],
        Criteria = new PmJobCriteria { PerformanceMetric = [metric], CollectionPeriod = 2, ReportingPeriod = 4 },
        CallbackUri = callback,
    };

    private static IReadOnlyList<JsonElement> Of(NotificationReceiver receiver, string path)
        => [.. receiver.Received.Where(n => n.Path == path).Select(n => JsonDocument.Parse(n.Body).RootElement).DistinctBy(n => n.GetProperty("id").GetString())];

    private static void NoReportIsDoubled(NotificationReceiver receiver, string path)
    {
        var reports = Of(receiver, path).Select(n => n.GetProperty("_links").GetProperty("performanceReport").GetProperty("href").GetString()).ToList();
        reports.Distinct(StringComparer.Ordinal).Count().ShouldBe(reports.Count);
    }

    private async Task<PerformanceReport> LastAsync(PmJob job)
    {
        var read = (await lab.Api.VnfPm.GetJobAsync(job.Id))!;
        return (await lab.Api.VnfPm.GetReportAsync(job.Id, new Uri(read.Reports![^1].Href).Segments[^1]))!;
    }

    private async Task<string> MinimalNsdAsync()
    {
        await lab.VnfdAsync("minimal/vnf");
        return await lab.NsdAsync("minimal/ns");
    }

    /// <summary>Each server of a VNF works that much.</summary>
    private async Task LoadAsync(string vnf, double cpu, double bps)
    {
        var rule = $$"""
            {"id":"pm-{{vnf}}","tenant":"{{LabHost.Tenant}}","instanceId":"{{vnf}}","cpu":{"shape":"CONSTANT","value":{{cpu}} },"incomingBps":{"shape":"CONSTANT","value":{{bps}} } }
            """;
        using var response = await lab.Services.Vim.PostAsync(
            new Uri($"simulator/v1/load?account={LabHost.VimAccount}", UriKind.Relative), new StringContent(rule, Encoding.UTF8, "application/json"));
        response.EnsureSuccessStatusCode();
    }
}
