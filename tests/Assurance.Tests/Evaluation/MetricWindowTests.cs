using NfvOrchestrator.Assurance.Evaluation;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Assurance.Tests.Evaluation;

public sealed class MetricWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_mean_is_over_the_latest_of_each_server_of_the_targets()
    {
        var window = new MetricWindow(TimeSpan.FromSeconds(30), 100);
        window.Add(Sample("a", "vdu1", 10, 0));
        window.Add(Sample("a", "vdu1", 20, 5));
        window.Add(Sample("a", "vdu1", 99, 3));
        window.Add(Sample("b", "vdu1", 40, 5));
        window.Add(Sample("c", "vdu2", 90, 5));
        window.Mean(Start.AddSeconds(5), []).ShouldBe(50);
        window.Mean(Start.AddSeconds(5), ["vdu1"]).ShouldBe(30);
        window.Mean(Start.AddSeconds(5), ["vdu3"]).ShouldBeNull();
    }

    [Fact]
    public void Silent_servers_stop_counting_and_memory_is_bounded()
    {
        var window = new MetricWindow(TimeSpan.FromSeconds(30), 3);
        window.Add(Sample("gone", null, 100, 0));
        window.Add(Sample("b", null, 10, 40));
        window.Mean(Start.AddSeconds(40), []).ShouldBe(10);
        window.Forget(Start.AddSeconds(40));
        window.Count.ShouldBe(1);
        for (var i = 0; i < 10; i++)
        {
            window.Add(Sample($"s{i}", null, i, 41 + i));
        }
        window.Count.ShouldBe(3);
    }

    private static MetricSample Sample(string server, string? vdu, double value, int second)
        => new() { ObjectId = server, VduId = vdu, Metric = "cpu", Unit = "%", Value = value, Time = Start.AddSeconds(second) };
}
