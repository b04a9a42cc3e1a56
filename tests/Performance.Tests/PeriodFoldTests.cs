using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Periods;

namespace NfvOrchestrator.Performance.Tests;

public sealed class PeriodFoldTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CollectionPeriod Period = new(3, Start.AddSeconds(20), Start.AddSeconds(30), false);

    private static readonly IReadOnlyList<WantedMeasurement> Wanted =
        [.. MeasurementCatalogue.Vnf.InGroup("Vnfc", "VirtualisedComputeResource"), MeasurementCatalogue.Vnf.Find("VnfExtCp", "ByteIncomingVnfExtCp")!];

    [Fact]
    public void Values_are_those_that_a_slow_reference_makes_of_all_samples_at_once()
        => Prop.ForAll(Samples.ListOf(60).ToArbitrary(), samples =>
        {
            var instance = new MeasuredInstance
            {
                Id = "vnf",
                Sources = ["vnf"],
                Objects = [new(null, null), new("a", ["a"]), new("ab", ["a", "b"]), new("gone", ["gone"])],
                Facts = new Dictionary<string, IReadOnlyList<string>>(),
            };
            var fold = new PeriodFold(Period, Wanted);
            foreach (var (at, metric, key, value) in samples)
            {
                fold.Add(Round(at, metric, key, value));
            }
            var values = fold.Values(instance).ToDictionary(v => (v.SubObject ?? "", v.Metric), v => v.Value);
            foreach (var measured in instance.Objects)
            {
                foreach (var want in Wanted)
                {
                    var own = samples.Where(s => s.At >= Period.From && s.At < Period.To && s.Metric == want.Measurement.Metric && (measured.SampleKeys is null || measured.SampleKeys.Contains(s.Key))).ToList();
                    if (own.Count == 0)
                    {
                        values.ShouldNotContainKey((measured.SubObjectInstanceId ?? "", want.Name));
                        continue;
                    }
                    var expected = want.Measurement.Kind switch
                    {
                        MeasurementKind.Mean => own.Average(s => s.Value),
                        MeasurementKind.Peak => own.Max(s => s.Value),
                        _ => Math.Round(own.GroupBy(s => s.Key).Sum(g => g.Average(s => s.Value)) * 10 / 8),
                    };
                    values[(measured.SubObjectInstanceId ?? "", want.Name)].ShouldBe(expected, 1e-6);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_period_has_its_begin_and_not_its_end()
    {
        var fold = new PeriodFold(Period, Wanted);
        fold.Add(Round(Period.From, "cpu_utilization", "a", 10));
        fold.Add(Round(Period.To, "cpu_utilization", "a", 1000));
        fold.Add(Round(Period.From.AddTicks(-1), "cpu_utilization", "a", 1000));
        var instance = new MeasuredInstance { Id = "vnf", Sources = ["vnf"], Objects = [new("a", ["a"])], Facts = new Dictionary<string, IReadOnlyList<string>>() };
        fold.Values(instance).ShouldBe([new MeasuredValue("vnf", "a", "VCpuUsageMeanVnf", Period.To, 10), new MeasuredValue("vnf", "a", "VCpuUsagePeakVnf", Period.To, 10)]);
    }

    [Fact]
    public void A_report_has_an_entry_for_each_metric_and_object_with_values_by_time()
    {
        var report = ReportBuilder.Build("Vnfc",
        [
            new("v", "a", "M", Start.AddSeconds(20), 2), new("v", "b", "M", Start.AddSeconds(20), 3), new("v", "a", "N", Start.AddSeconds(20), 4), new("v", "a", "M", Start.AddSeconds(10), 1),
        ]);
        report.Entries.Select(e => (e.ObjectInstanceId, e.SubObjectInstanceId, e.PerformanceMetric, string.Join(",", e.PerformanceValues.Select(p => p.Value.GetDouble()))))
            .ShouldBe([("v", "a", "M", "1,2"), ("v", "b", "M", "3"), ("v", "a", "N", "4")]);
        report.Entries.ShouldAllBe(e => e.ObjectType == "Vnfc");
    }

    private static Gen<(DateTimeOffset At, string Metric, string Key, double Value)> Samples =>
        from second in Gen.Choose(15, 35)
        from metric in Gen.Elements("cpu_utilization", "memory_utilization", "port_incoming_bps", "power")
        from key in Gen.Elements("a", "b", "c")
        from value in Gen.Choose(0, 10_000)
        select (Start.AddSeconds(second), metric, key, value / 10.0);

    private static SampleRound Round(DateTimeOffset at, string metric, string key, double value) => new()
    {
        InstanceId = "vnf",
        At = at,
        Values = new Dictionary<string, IReadOnlyDictionary<string, double>> { [metric] = new Dictionary<string, double> { [key] = value } },
    };
}
