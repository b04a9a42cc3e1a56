using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Pm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Performance.Tests;

/// <summary>Two processes with all their loops, on one store and one bus.</summary>
public sealed class TwoProcessesTests
{
    private static readonly Dictionary<string, string?> Settings = new(StringComparer.Ordinal)
    {
        ["Performance:MinCollectionPeriod"] = "1",
        ["Performance:Grace"] = "00:00:00.300",
        ["Performance:WatchInterval"] = "00:00:00.100",
    };

    [Fact]
    public async Task No_period_is_lost_and_none_reported_twice_when_one_of_them_ends()
    {
        var store = new InMemoryDocumentStore(TimeProvider.System);
        await using var bus = new InProcessEventBus(new EventBusOptions(), TimeProvider.System, NullLogger<InProcessEventBus>.Instance);
        await using var receiver = await NotificationReceiver.StartAsync();
        await using var second = await StartAsync(store, bus);
        string job;
        await using (var first = await StartAsync(store, bus))
        {
            job = await CreateAsync(first, receiver.CallbackUri("job"));
            await MeasureAsync(store, bus);
            await ReportedAsync(second, job, 3);
        }
        var reports = await ReportedAsync(second, job, 6);

        var values = reports.SelectMany(r => r.Entries.ShouldHaveSingleItem().PerformanceValues).Select(v => v.TimeStamp).ToList();
        values.Zip(values.Skip(1), static (a, b) => b - a).ShouldAllBe(gap => gap == TimeSpan.FromSeconds(1), "each second once, and no second less");
        await Eventually.HoldsAsync(() => Notified(receiver).Count >= reports.Count, "each report was notified");
        Notified(receiver).Distinct(StringComparer.Ordinal).Count().ShouldBe(Notified(receiver).Count);
    }

    private static async Task<ServiceHost> StartAsync(IDocumentStore store, IEventBus bus) => await ServiceHost.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton(store);
            builder.Services.AddEventBus(bus);
            builder.Services.AddNfvDataProtection();
            builder.Services.AddSolConventions();
            builder.Services.AddSolResources();
            builder.Services.AddIdempotency();
            builder.Services.AddNotifications(o => o.Callback.AllowLoopback = true);
            builder.AddPerformanceManagement<PmEngine.TestObjects>(PmApi.Vnf);
        },
        app => app.MapPerformanceManagement(),
        Settings);

    private static async Task<string> CreateAsync(ServiceHost host, string callback)
    {
        using var client = Client(host);
        using var content = new StringContent(
            $$"""
            {"objectType":"Vnf","objectInstanceIds":["vnf"],"callbackUri":"{{callback}}","criteria":{"performanceMetric":["VCpuUsageMeanVnf"],"collectionPeriod":1,"reportingPeriod":2} }
            """,
            Encoding.UTF8,
            "application/json");
        using var answer = await client.PostAsync(new Uri("vnfpm/v2/pm_jobs", UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(201, body);
        return JsonSerializer.Deserialize(body, PmJsonContext.Default.PmJob)!.Id;
    }

    /// <summary>The reports of the job, once there are so many.</summary>
    private static async Task<IReadOnlyList<PerformanceReport>> ReportedAsync(ServiceHost host, string job, int count)
    {
        using var client = Client(host);
        IReadOnlyList<PmJobReport> reports = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                var read = JsonSerializer.Deserialize(await client.GetStringAsync(new Uri($"vnfpm/v2/pm_jobs/{job}", UriKind.Relative)), PmJsonContext.Default.PmJob)!;
                reports = read.Reports ?? [];
                return reports.Count >= count;
            },
            $"{count} reports are there",
            TimeSpan.FromSeconds(60));
        var found = new List<PerformanceReport>();
        foreach (var report in reports)
        {
            found.Add(JsonSerializer.Deserialize(await client.GetStringAsync(new Uri(report.Href)), PmJsonContext.Default.PerformanceReport)!);
        }
        return found;
    }

    /// <summary>
    /// Samples of the next minute, two a second, so that what is found does not depend on how busy this machine is. They are sent, as the same events, until all are stored: a process that does not
    /// know of the job yet leaves them aside.
    /// </summary>
    private static async Task MeasureAsync(IDocumentStore store, IEventBus bus)
    {
        const int Count = 120;
        var now = DateTimeOffset.UtcNow;
        await Eventually.HoldsAsync(
            async () =>
            {
                for (var i = 0; i < Count; i++)
                {
                    await bus.PublishAsync(NfvTopics.Metrics, "vnf", Event(i, now.AddSeconds(i / 2.0)), CancellationToken.None);
                }
                return (await store.QueryAllTenantsAsync(PmCollections.Samples, new StoreQuery { Limit = 1000 }, CancellationToken.None)).Items.Count == Count;
            },
            "all samples are stored");
    }

    private static CloudEvent Event(int number, DateTimeOffset at) => new()
    {
        Id = $"e{number}",
        Source = "test",
        Type = MetricsEvent.EventType,
        Time = at,
        Tenant = "t1",
        Data = JsonSerializer.SerializeToElement(
            new MetricsEvent { InstanceId = "vnf", Samples = [new MetricSample { ObjectId = "s1", Metric = "cpu_utilization", Unit = "%", Value = 50, Time = at }] },
            MetricsEventJson.Default.MetricsEvent),
    };

    private static HttpClient Client(ServiceHost host)
    {
        var client = host.Client("t1");
        client.DefaultRequestHeaders.Add("Version", SolApi.VnfPm.Newest);
        return client;
    }

    private static List<string> Notified(NotificationReceiver receiver) =>
    [
        .. receiver.Received.Select(n => JsonDocument.Parse(n.Body).RootElement).DistinctBy(n => n.GetProperty("id").GetString())
            .Select(n => n.GetProperty("_links").GetProperty("performanceReport").GetProperty("href").GetString()!.Split('/')[^1]),
    ];
}
