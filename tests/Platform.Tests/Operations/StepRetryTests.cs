using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Operations;

public class StepRetryTests
{
    [Fact]
    public async Task Back_off_grows_on_the_injected_clock_and_repeats_with_the_same_randomness()
    {
        var first = await AttemptTimesAsync();
        var second = await AttemptTimesAsync();
        first.Count.ShouldBe(5);
        second.ShouldBe(first);
        (first[4] - first[0]).ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
        (first[4] - first[0]).ShouldBeLessThan(TimeSpan.FromSeconds(40));
    }

    private static async Task<List<TimeSpan>> AttemptTimesAsync()
    {
        var time = new ManualTimeProvider();
        var start = time.GetUtcNow();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var telemetry = new OperationTelemetry(services.GetRequiredService<IMeterFactory>());
        var environment = new StepGraphEnvironment(time, static () => 0.5, TimeSpan.FromSeconds(5), telemetry);
        var item = new WorkItem { Queue = "operations", Id = "op", Tenant = new TenantId("t"), Group = "t", DueAt = start };
        var operation = new RunningOperation(new WorkClaim(item, "o", 1, 1, start.AddHours(1))) { Run = 1 };
        var times = new List<TimeSpan>();
        var run = new StepGraphRun(
            StepGraph.Create([new("s", [])]),
            (_, _) =>
            {
                times.Add(time.GetUtcNow() - start);
                return times.Count < 5 ? throw new HttpRequestException("refused") : Task.FromResult<JsonElement?>(null);
            },
            new StepGraphOptions { BaseDelay = TimeSpan.FromSeconds(1) },
            operation,
            new StepJournal(item.Tenant, "op", 1),
            static _ => Task.CompletedTask,
            environment).RunAsync(default);
        while (!run.IsCompleted)
        {
            var before = times.Count;
            await Eventually.HoldsAsync(() => run.IsCompleted || time.NextTimer is { } next && next - time.GetUtcNow() < TimeSpan.FromMinutes(1), "a back-off timer or the end");
            if (!run.IsCompleted)
            {
                time.Advance(time.NextTimer!.Value - time.GetUtcNow());
                await Eventually.HoldsAsync(() => run.IsCompleted || times.Count > before, "the next attempt");
            }
        }
        (await run).Succeeded.ShouldBeTrue();
        return times;
    }
}
