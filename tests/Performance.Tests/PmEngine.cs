using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Performance.Collection;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Pm;
using NfvOrchestrator.Sol.Pm.V1;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Performance.Tests;

/// <summary>The parts of one process, with its loops turned by hand: nothing happens but what a test does.</summary>
internal sealed class PmEngine : IDisposable
{
    public static readonly TenantId Tenant = new("t1");
    private readonly ManualTimeProvider clock;
    private readonly string owner;
    private readonly MetricsIntake intake;
    private readonly PmWatchLoop watchLoop;
    private readonly PmRetentionLoop retention;
    private readonly PmTurn turn;

    public PmEngine(IDocumentStore store, ManualTimeProvider clock, TestObjects objects, RecordingOutbox outbox, string owner = "one", PmOptions? options = null)
    {
        (Store, this.clock, this.owner) = (store, clock, owner);
        Options = options ?? new PmOptions { Grace = TimeSpan.Zero };
        var registry = new BackgroundLoopRegistry();
        var watch = new PmWatch();
        var links = new PmLinks(new ServiceAddress(null!, Microsoft.Extensions.Options.Options.Create(new SolOptions { PublicBaseUri = new Uri("http://vnfm") })), PmApi.Vnf, objects, clock);
        var reader = new PeriodReader(store);
        turn = new PmTurn(
            store,
            new JobTurn(store, outbox, reader, PmApi.Vnf, links, objects, Options, clock),
            new ThresholdTurn(store, outbox, reader, PmApi.Vnf, links, objects, Options, clock));
        watchLoop = new PmWatchLoop(store, watch, PmApi.Vnf, objects, Options, registry, clock, NullLogger<PmWatchLoop>.Instance);
        intake = new MetricsIntake(null!, store, watch, PmApi.Vnf, registry, clock, NullLogger<MetricsIntake>.Instance);
        retention = new PmRetentionLoop(store, watch, Options, registry, clock, NullLogger<PmRetentionLoop>.Instance);
    }

    public IDocumentStore Store { get; }

    public PmOptions Options { get; }

    public static CancellationToken None => CancellationToken.None;

    public void Dispose()
    {
        intake.Dispose();
        watchLoop.Dispose();
        retention.Dispose();
    }

    /// <summary>A new job, as the endpoint stores it.</summary>
    public async Task<string> JobAsync(int collection, int reporting, DateTimeOffset? boundary = null, string type = "Vnf", string metric = "VCpuUsageMeanVnf", bool watch = true, params IReadOnlyList<string> instances)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var record = new PmJobRecord
        {
            Api = "vnfpm",
            Start = clock.GetUtcNow(),
            Resource = new Sol.Pm.PmJob
            {
                Id = id,
                ObjectType = type,
                ObjectInstanceIds = instances.Count == 0 ? ["vnf"] : instances,
                Criteria = new PmJobCriteria { PerformanceMetric = [metric], CollectionPeriod = collection, ReportingPeriod = reporting, ReportingBoundary = boundary },
                CallbackUri = "http://nobody/",
                Links = new PmJobLinks { Self = new Link { Href = "" } },
            },
        };
        (await Store.CommitAsync(
            new WriteBatch().Insert(PmCollections.Jobs, Tenant, id, record).Changed(clock.GetUtcNow()).Enqueue(PmCollections.JobItem(Tenant, id, record.Schedule.After(0)!.Value.To)), None)).ThrowIfConflict();
        if (watch)
        {
            await WatchAsync();
        }
        return id;
    }

    /// <summary>A new threshold, as the endpoint stores it.</summary>
    public async Task<string> ThresholdAsync(double value, double hysteresis, string type = "Vnf", string metric = "VCpuUsageMeanVnf")
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var record = new ThresholdRecord
        {
            Api = "vnfpm",
            Start = clock.GetUtcNow(),
            Resource = new Sol.Pm.Threshold
            {
                Id = id,
                ObjectType = type,
                ObjectInstanceId = "vnf",
                Criteria = new ThresholdCriteria
                {
                    PerformanceMetric = metric,
                    ThresholdType = ThresholdType.SIMPLE,
                    SimpleThresholdDetails = new SimpleThresholdDetails { ThresholdValue = value, Hysteresis = hysteresis },
                },
                CallbackUri = "http://nobody/",
                Links = new ThresholdLinks { Self = new Link { Href = "" } },
            },
        };
        (await Store.CommitAsync(
            new WriteBatch().Insert(PmCollections.Thresholds, Tenant, id, record).Changed(clock.GetUtcNow())
                .Enqueue(PmCollections.ThresholdItem(Tenant, id, record.Start.AddSeconds(Options.ThresholdPeriod))), None)).ThrowIfConflict();
        await WatchAsync();
        return id;
    }

    /// <summary>Notices what there is to collect.</summary>
    public Task WatchAsync() => TurnAsync(watchLoop);

    /// <summary>Forgets what nobody needs.</summary>
    public Task SweepAsync() => TurnAsync(retention);

    /// <summary>An event with one sample for each server comes over the bus.</summary>
    public Task HearAsync(string instance, string metric, DateTimeOffset at, string? eventId = null, params IReadOnlyList<(string Key, double Value)> values) => intake.HearAsync(
        instance,
        new CloudEvent
        {
            Id = eventId ?? Guid.NewGuid().ToString(),
            Source = "test",
            Type = MetricsEvent.EventType,
            Time = at,
            Tenant = Tenant.Value,
            Data = JsonSerializer.SerializeToElement(
                new MetricsEvent { InstanceId = instance, Samples = [.. values.Select(v => new MetricSample { ObjectId = v.Key, Metric = metric, Unit = "%", Value = v.Value, Time = at })] },
                MetricsEventJson.Default.MetricsEvent),
        },
        None);

    /// <summary>Claims what is due.</summary>
    public Task<IReadOnlyList<WorkClaim>> ClaimAsync() => Store.ClaimAsync(PmCollections.Queue, owner, 10, TimeSpan.FromSeconds(30), None);

    /// <summary>Does the work of a claim.</summary>
    public Task RunAsync(WorkClaim claim) => turn.RunAsync(claim, None);

    /// <summary>Does all work that is due now; returns how many turns that were.</summary>
    public async Task<int> RunAllAsync()
    {
        for (var turns = 0; ; turns++)
        {
            var claims = await ClaimAsync();
            if (claims.Count == 0)
            {
                return turns;
            }
            foreach (var claim in claims)
            {
                await RunAsync(claim);
            }
            if (turns == 1000)
            {
                throw new InvalidOperationException("There is always something due.");
            }
        }
    }

    /// <summary>The reports of a job, in its order.</summary>
    public async Task<IReadOnlyList<PerformanceReport>> ReportsAsync(string jobId)
    {
        var reports = new List<PerformanceReport>();
        foreach (var report in (await Store.GetAsync(PmCollections.Jobs, Tenant, jobId, None))!.Value.Resource.Reports ?? [])
        {
            reports.Add((await Store.GetAsync(PmCollections.Reports, Tenant, report.Href, None))!.Value.Report);
        }
        return reports;
    }

    private static Task TurnAsync(BackgroundLoop loop)
        => (Task)loop.GetType().GetMethod("RunOnceAsync", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.Invoke(loop, [None])!;

    /// <summary>VNFs "vnf" and "other", each with two VNFCs.</summary>
    public sealed class TestObjects : IMeasuredObjects
    {
        public HashSet<string> Gone { get; } = [];

        public string Kind => "VNF instance";

        public bool SourcesChange => false;

        public Task<MeasuredInstance?> FindAsync(TenantId tenant, string objectType, string instanceId, CancellationToken cancellationToken) => Task.FromResult(
            Gone.Contains(instanceId) ? null : new MeasuredInstance
            {
                Id = instanceId,
                Sources = [instanceId],
                Objects = objectType == "Vnf" ? [new(null, null)] : [new("c1", ["s1"]), new("c2", ["s2"])],
                Facts = new Dictionary<string, IReadOnlyList<string>> { ["vnfInstanceIds"] = [instanceId] },
            });

        public string Link(string instanceId) => "http://vnfm/vnflcm/v2/vnf_instances/" + instanceId;

        public IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(PmNotificationsFilter? filter) => [];
    }

    /// <summary>Stands where the outbox is: what is in a batch that is committed counts, and only that; so it is stored with it.</summary>
    internal sealed class RecordingOutbox(ManualTimeProvider clock) : INotificationOutbox
    {
        public const string Queue = "test-outbox";

        public void Add(WriteBatch batch, NotificationDraft draft) => batch.Enqueue(new WorkItem
        {
            Queue = Queue,
            Id = Guid.CreateVersion7().ToString(),
            Tenant = draft.Tenant,
            Group = "g",
            OrderKey = draft.InstanceId,
            DueAt = clock.GetUtcNow(),
            Payload = $"{draft.NotificationType} {draft.Body["objectInstanceId"]} {draft.Body["subObjectInstanceId"]} {draft.Body["crossingDirection"]}".Trim(),
        });

        /// <summary>What was notified since the last call.</summary>
        public static async Task<IReadOnlyList<string>> TakeAsync(IDocumentStore store)
        {
            var taken = new List<string>();
            while (await store.ClaimAsync(Queue, "test", 100, TimeSpan.FromMinutes(1), None) is { Count: > 0 } claims)
            {
                foreach (var claim in claims)
                {
                    taken.Add(claim.Item.Payload!);
                    (await store.CommitAsync(new WriteBatch().Complete(claim), None)).ThrowIfConflict();
                }
            }
            return taken;
        }
    }
}
