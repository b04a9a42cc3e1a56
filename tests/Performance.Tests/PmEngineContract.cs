using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Performance.Tests;

/// <summary>What PM jobs and thresholds do over time, on either store: to the period, once, whatever ends or restarts in between.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime
public abstract class PmEngineContract : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Cpu = "cpu_utilization";
    private readonly ManualTimeProvider clock = new();
    private readonly PmEngine.TestObjects objects = new();
    private readonly PmEngine.RecordingOutbox outbox;
    private readonly List<PmEngine> processes = [];
    private IDocumentStore? store;
    private PmEngine engine = null!;

    protected PmEngineContract() => outbox = new PmEngine.RecordingOutbox(clock);

    public async Task InitializeAsync()
    {
        if (await OptionsAsync() is not { } options)
        {
            return;
        }
        store = DocumentStoreFactory.Create(options, PmCollections.All, clock, NullLoggerFactory.Instance);
        await ((IStoreLifetime)store).InitializeAsync(CancellationToken.None);
        engine = Process("one");
    }

    public async Task DisposeAsync()
    {
        processes.ForEach(static p => p.Dispose());
        if (store is IAsyncDisposable open)
        {
            await open.DisposeAsync();
        }
        await CleanAsync();
    }

    protected abstract Task<StoreOptions?> OptionsAsync();

    protected virtual Task CleanAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task A_report_has_the_values_of_each_collection_period_of_its_reporting_period()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 30);
        for (var second = 1; second < 30; second += 2)
        {
            await engine.HearAsync("vnf", Cpu, start.AddSeconds(second), null, ("s1", second), ("s2", second + 2));
        }
        clock.Advance(TimeSpan.FromSeconds(29));
        await engine.RunAllAsync();
        (await engine.ReportsAsync(job)).ShouldBeEmpty("its reporting period is not over");
        (await NotifiedAsync()).ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(1));
        await engine.RunAllAsync();

        var entry = (await engine.ReportsAsync(job)).ShouldHaveSingleItem().Entries.ShouldHaveSingleItem();
        (entry.ObjectType, entry.ObjectInstanceId, entry.SubObjectInstanceId, entry.PerformanceMetric).ShouldBe(("Vnf", "vnf", null, "VCpuUsageMeanVnf"));
        entry.PerformanceValues.Select(v => (v.TimeStamp, v.Value.GetDouble())).ShouldBe([(start.AddSeconds(10), 6), (start.AddSeconds(20), 16), (start.AddSeconds(30), 26)]);
        (await NotifiedAsync()).ShouldBe(["PerformanceInformationAvailableNotification vnf"]);
        (await CountAsync(PmCollections.Periods)).ShouldBe(0, "what was reported is not kept twice");
    }

    [SkippableFact]
    public async Task Sub_objects_and_instances_are_reported_on_their_own_and_each_instance_is_notified()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 10, null, "Vnfc", "VCpuUsagePeakVnf", instances: ["vnf", "other"]);
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(1), null, ("s1", 10), ("s2", 20), ("s3", 30));
        await engine.HearAsync("other", Cpu, start.AddSeconds(2), null, ("s1", 40));
        await engine.HearAsync("third", Cpu, start.AddSeconds(2), null, ("s1", 50));
        clock.Advance(TimeSpan.FromSeconds(10));
        await engine.RunAllAsync();
        (await engine.ReportsAsync(job)).ShouldHaveSingleItem().Entries.Select(e => (e.ObjectInstanceId, e.SubObjectInstanceId, e.PerformanceValues[0].Value.GetDouble()))
            .ShouldBe([("vnf", "c1", 10), ("vnf", "c2", 20), ("other", "c1", 40)]);
        (await NotifiedAsync()).ShouldBe(["PerformanceInformationAvailableNotification vnf", "PerformanceInformationAvailableNotification other"]);
        (await CountAsync(PmCollections.Samples)).ShouldBe(2, "what nobody wants is not stored");
    }

    [SkippableFact]
    public async Task An_event_that_comes_twice_counts_once()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 10);
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(1), "e1", ("s1", 10));
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(1), "e1", ("s1", 10));
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(2), "e2", ("s1", 40));
        clock.Advance(TimeSpan.FromSeconds(10));
        await engine.RunAllAsync();
        (await engine.ReportsAsync(job))[0].Entries[0].PerformanceValues[0].Value.GetDouble().ShouldBe(25);
    }

    [SkippableFact]
    public async Task After_the_boundary_there_are_no_reports_and_no_work()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 20, start.AddSeconds(50));
        for (var second = 0; second < 90; second += 5)
        {
            await engine.HearAsync("vnf", Cpu, start.AddSeconds(second), null, ("s1", 1));
        }
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await engine.RunAllAsync();
        }
        var reports = await engine.ReportsAsync(job);
        reports.SelectMany(r => r.Entries.SelectMany(e => e.PerformanceValues)).Select(v => v.TimeStamp)
            .ShouldBe([start.AddSeconds(10), start.AddSeconds(20), start.AddSeconds(30), start.AddSeconds(40)]);
        reports.Count.ShouldBe(2);
        (await store!.NextDueAsync(PmCollections.Queue, CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_process_that_loses_its_lease_reports_nothing_and_the_other_one_reports_once()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 10);
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(1), null, ("s1", 10));
        clock.Advance(TimeSpan.FromSeconds(10));
        var stuck = (await engine.ClaimAsync()).ShouldHaveSingleItem();
        var second = Process("two");
        (await second.RunAllAsync()).ShouldBe(0, "the other one holds it");
        clock.Advance(TimeSpan.FromSeconds(31));
        // The second process takes over what the first one seems to have died of, and the first one comes back.
        var taken = (await second.ClaimAsync()).ShouldHaveSingleItem();
        await second.RunAsync(taken);
        (await Should.ThrowAsync<StoreConflictException>(() => engine.RunAsync(stuck))).Conflict.Kind.ShouldBe(StoreConflictKind.LeaseLost);
        (await engine.ReportsAsync(job)).ShouldHaveSingleItem();
        (await NotifiedAsync()).ShouldBe(["PerformanceInformationAvailableNotification vnf"]);
    }

    [SkippableFact]
    public async Task A_restart_goes_on_where_it_was_and_makes_up_for_what_it_slept_through()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 20);
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(1), null, ("s1", 1));
        clock.Advance(TimeSpan.FromSeconds(10));
        await engine.RunAllAsync();
        // Ends here, in the middle of a reporting period; another process wrote samples down meanwhile.
        var again = Process("again");
        await again.WatchAsync();
        for (var second = 11; second < 60; second += 10)
        {
            await again.HearAsync("vnf", Cpu, start.AddSeconds(second), null, ("s1", second));
        }
        clock.Advance(TimeSpan.FromSeconds(50));
        await again.RunAllAsync();
        (await again.ReportsAsync(job)).Select(r => string.Join(",", r.Entries[0].PerformanceValues.Select(v => v.Value.GetDouble()))).ShouldBe(["1,11", "21,31", "41,51"]);
        (await NotifiedAsync()).Count.ShouldBe(3);
    }

    [SkippableFact]
    public async Task After_a_long_outage_only_what_can_be_known_is_made_up_for()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 10);
        clock.Advance(TimeSpan.FromDays(30));
        var now = clock.GetUtcNow();
        await engine.HearAsync("vnf", Cpu, now.AddSeconds(-15), null, ("s1", 7));
        (await engine.RunAllAsync()).ShouldBeLessThan(100, "a month of empty periods is not worked through");
        var value = (await engine.ReportsAsync(job)).ShouldHaveSingleItem().Entries[0].PerformanceValues.ShouldHaveSingleItem();
        value.Value.GetDouble().ShouldBe(7);
        ((value.TimeStamp - start).TotalSeconds % 10).ShouldBe(0, "periods keep their places");
    }

    [SkippableFact]
    public async Task Nothing_measured_is_nothing_reported_and_a_VNF_that_is_gone_has_no_values()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 10);
        clock.Advance(TimeSpan.FromSeconds(10));
        await engine.RunAllAsync();
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(12), null, ("s1", 7));
        objects.Gone.Add("vnf");
        clock.Advance(TimeSpan.FromSeconds(10));
        await engine.RunAllAsync();
        (await engine.ReportsAsync(job)).ShouldBeEmpty();
        (await NotifiedAsync()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Reports_are_bounded_and_expire()
    {
        Require();
        var small = Process("small", new PmOptions { Grace = TimeSpan.Zero, MaxReportsPerJob = 3, MaxValuesPerReport = 1 });
        var start = clock.GetUtcNow();
        var job = await small.JobAsync(10, 20);
        for (var second = 1; second < 80; second += 10)
        {
            await small.HearAsync("vnf", Cpu, start.AddSeconds(second), null, ("s1", second));
        }
        clock.Advance(TimeSpan.FromSeconds(80));
        await small.RunAllAsync();
        // Eight values, one a report, of which three are kept.
        (await small.ReportsAsync(job)).Select(r => r.Entries[0].PerformanceValues.ShouldHaveSingleItem().Value.GetDouble()).ShouldBe([51, 61, 71]);
        (await CountAsync(PmCollections.Reports)).ShouldBe(3);
        await small.SweepAsync();
        (await CountAsync(PmCollections.Reports)).ShouldBe(3);
        (await CountAsync(PmCollections.Samples)).ShouldBe(8, "a process may still need them");
        clock.Advance(TimeSpan.FromDays(2));
        await small.SweepAsync();
        (await CountAsync(PmCollections.Reports)).ShouldBe(0);
        (await CountAsync(PmCollections.Samples)).ShouldBe(0);
    }

    [SkippableFact]
    public async Task A_threshold_is_crossed_once_in_each_direction_also_by_another_process()
    {
        Require();
        await engine.ThresholdAsync(80, 5);
        var process = engine;
        var told = new List<IReadOnlyList<string>>();
        foreach (var (load, n) in new double[] { 50, 84, 85, 99, 76, 82, 75, 84, 90 }.Select((l, n) => (l, n)))
        {
            await process.HearAsync("vnf", Cpu, clock.GetUtcNow().AddSeconds(5), null, ("s1", load));
            clock.Advance(TimeSpan.FromSeconds(10));
            await process.RunAllAsync();
            told.Add(await NotifiedAsync());
            if (n == 3)
            {
                process = Process("two");
                await process.WatchAsync();
            }
        }
        told.Select(t => t.Count == 0 ? "" : t.Single().Split(' ')[^1]).ShouldBe(["", "", "UP", "", "", "", "DOWN", "", "UP"]);
    }

    [SkippableFact]
    public async Task Each_VNFC_crosses_a_threshold_on_its_own_and_begins_anew_when_it_comes_back()
    {
        Require();
        await engine.ThresholdAsync(80, 0, "Vnfc");
        async Task<IReadOnlyList<string>> NextAsync(double first, double second)
        {
            await engine.HearAsync("vnf", Cpu, clock.GetUtcNow().AddSeconds(1), null, ("s1", first), ("s2", second));
            clock.Advance(TimeSpan.FromSeconds(10));
            await engine.RunAllAsync();
            return await NotifiedAsync();
        }

        (await NextAsync(90, 10)).ShouldBe(["ThresholdCrossedNotification vnf c1 UP"]);
        (await NextAsync(90, 90)).ShouldBe(["ThresholdCrossedNotification vnf c2 UP"]);
        (await NextAsync(10, 90)).ShouldBe(["ThresholdCrossedNotification vnf c1 DOWN"]);
        objects.Gone.Add("vnf");
        (await NextAsync(10, 90)).ShouldBeEmpty();
        objects.Gone.Clear();
        (await NextAsync(10, 90)).ShouldBe(["ThresholdCrossedNotification vnf c2 UP"]);
    }

    [SkippableFact]
    public async Task A_deleted_job_is_worked_on_no_more()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 10);
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(1), null, ("s1", 1));
        clock.Advance(TimeSpan.FromSeconds(10));
        var claim = (await engine.ClaimAsync()).ShouldHaveSingleItem();
        (await store!.CommitAsync(new WriteBatch().Delete(PmCollections.Jobs, PmEngine.Tenant, job).Changed(clock.GetUtcNow()), CancellationToken.None)).ThrowIfConflict();
        await engine.RunAsync(claim);
        await engine.WatchAsync();
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(12), null, ("s1", 1));
        (await CountAsync(PmCollections.Samples)).ShouldBe(1);
        (await CountAsync(PmCollections.Reports)).ShouldBe(0);
        (await store.NextDueAsync(PmCollections.Queue, CancellationToken.None)).ShouldBeNull();
        (await NotifiedAsync()).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Samples_that_come_in_several_events_or_out_of_order_count_by_their_time()
    {
        Require();
        var start = clock.GetUtcNow();
        var job = await engine.JobAsync(10, 20, null, "Vnf", "VCpuUsageMeanVnf");
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(15), null, ("s1", 100));
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(5), null, ("s1", 10));
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(5), null, ("s2", 30));
        await engine.HearAsync("vnf", Cpu, start.AddSeconds(10), null, ("s1", 50));
        clock.Advance(TimeSpan.FromSeconds(20));
        await engine.RunAllAsync();
        (await engine.ReportsAsync(job))[0].Entries[0].PerformanceValues.Select(v => v.Value.GetDouble()).ShouldBe([20, 75]);
    }

    private PmEngine Process(string owner, PmOptions? options = null)
    {
        var process = new PmEngine(store!, clock, objects, outbox, owner, options);
        processes.Add(process);
        return process;
    }

    private void Require() => Skip.If(store is null, "This backend is not installed on this machine.");

    private Task<IReadOnlyList<string>> NotifiedAsync() => PmEngine.RecordingOutbox.TakeAsync(store!);

    private async Task<int> CountAsync<T>(DocumentCollection<T> collection)
        => (await store!.QueryAsync(collection, PmEngine.Tenant, new StoreQuery { Limit = 1000 }, CancellationToken.None)).Items.Count;
}
