using System.Text.Json;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>PM jobs, thresholds and reports, made through the API and version that an operation belongs to.</summary>
internal static class PmCases
{
    /// <summary>A request for a PM job. Version 1 reads of it what it knows.</summary>
    public static string Job(string instance, string api, string callback) => $$"""
        {
          "objectType": "{{(api == "vnfpm" ? "Vnf" : "Ns")}}", "objectInstanceIds": ["{{instance}}"], "callbackUri": "{{callback}}",
          "criteria": { "performanceMetric": ["{{Metric(api)}}"], "collectionPeriod": 1, "reportingPeriod": 2 }
        }
        """;

    /// <summary>A request for a threshold.</summary>
    public static string Threshold(string instance, string api, string callback) => $$"""
        {
          "objectType": "{{(api == "vnfpm" ? "Vnf" : "Ns")}}", "objectInstanceId": "{{instance}}", "callbackUri": "{{callback}}",
          "criteria": { "performanceMetric": "{{Metric(api)}}", "thresholdType": "SIMPLE", "simpleThresholdDetails": { "thresholdValue": 80, "hysteresis": 5 } }
        }
        """;

    /// <summary>Makes a PM job.</summary>
    public static async Task<Answer> CreateJobAsync(ConformanceLab lab, string operation, string callback = "pm")
    {
        var (api, root) = Root(operation);
        return await lab.CallAsync($"POST {root}/pm_jobs", body: Job(await ObjectAsync(lab, api), api, lab.Receiver.CallbackUri(callback)));
    }

    /// <summary>Makes a threshold.</summary>
    public static async Task<Answer> CreateThresholdAsync(ConformanceLab lab, string operation, string callback = "pm")
    {
        var (api, root) = Root(operation);
        return await lab.CallAsync($"POST {root}/thresholds", body: Threshold(await ObjectAsync(lab, api), api, lab.Receiver.CallbackUri(callback)));
    }

    /// <summary>A PM job that has a report.</summary>
    public static async Task<(string Job, string Report)> ReportAsync(ConformanceLab lab, string operation)
    {
        var (api, root) = Root(operation);
        var job = (await CreateJobAsync(lab, operation)).Expect(201).Id;
        JsonElement? report = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                await LoadAsync(lab, api, 42);
                var reports = (await lab.CallAsync($"GET {root}/pm_jobs/{{pmJobId}}", [job])).Expect(200).Json;
                report = reports.TryGetProperty("reports", out var list) ? list[0] : null;
                return report is not null;
            },
            $"PM job {job} has a report",
            TimeSpan.FromSeconds(60));
        return (job, new Uri(report!.Value.GetProperty("href").GetString()!).Segments[^1]);
    }

    /// <summary>The VIM reports a load of what is measured.</summary>
    public static async Task LoadAsync(ConformanceLab lab, string api, double cpu)
        => await lab.MeasureAsync(api == "vnfpm" ? await lab.MeasuredVnfAsync() : (await lab.MeasuredNsAsync()).Vnf, cpu);

    /// <summary>What is measured.</summary>
    public static async Task<string> ObjectAsync(ConformanceLab lab, string api) => api == "vnfpm" ? await lab.MeasuredVnfAsync() : (await lab.MeasuredNsAsync()).Ns;

    private static string Metric(string api) => api == "vnfpm" ? "VCpuUsageMeanVnf" : "VCpuUsageMeanNs";

    private static (string Api, string Root) Root(string operation)
    {
        var parts = operation.Split('/');
        return (parts[1], $"/{parts[1]}/{parts[2]}");
    }
}
