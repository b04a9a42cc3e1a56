using NfvOrchestrator.Performance.Measurements;

namespace NfvOrchestrator.Performance.Periods;

/// <summary>
/// Turns the samples of one instance in one period into values. Samples are taken one after the other and not kept: memory grows with metrics and keys, work with samples.
/// Pure but for its own state; not thread-safe.
/// </summary>
public sealed class PeriodFold(CollectionPeriod period, IReadOnlyList<WantedMeasurement> wanted)
{
    private const double BitsPerByte = 8;
    private readonly Dictionary<string, Dictionary<string, Series>> byMetric = wanted.Select(static w => w.Measurement.Metric).Distinct(StringComparer.Ordinal)
        .ToDictionary(static m => m, static _ => new Dictionary<string, Series>(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Takes a round; one outside the period does not count.</summary>
    public void Add(SampleRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (round.At < period.From || round.At >= period.To)
        {
            return;
        }
        foreach (var (metric, values) in round.Values)
        {
            if (!byMetric.TryGetValue(metric, out var keys))
            {
                continue;
            }
            foreach (var (key, value) in values)
            {
                keys[key] = keys.TryGetValue(key, out var before) ? before.With(value) : new Series(value, 1, value);
            }
        }
    }

    /// <summary>The values of the period. An object without samples has none: what was not measured is not known, and not zero.</summary>
    public IEnumerable<MeasuredValue> Values(MeasuredInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        foreach (var measured in instance.Objects)
        {
            foreach (var want in wanted)
            {
                var series = byMetric[want.Measurement.Metric];
                var own = measured.SampleKeys is null
                    ? series.Values
                    : measured.SampleKeys.Where(series.ContainsKey).Select(key => series[key]);
                if (Value(want.Measurement.Kind, own) is { } value)
                {
                    yield return new MeasuredValue(instance.Id, measured.SubObjectInstanceId, want.Name, period.To, value);
                }
            }
        }
    }

    private double? Value(MeasurementKind kind, IEnumerable<Series> series)
    {
        double sum = 0, max = double.MinValue, volume = 0;
        long count = 0;
        foreach (var one in series)
        {
            sum += one.Sum;
            count += one.Count;
            max = Math.Max(max, one.Max);
            volume += one.Sum / one.Count;
        }
        return count == 0 ? null : kind switch
        {
            MeasurementKind.Mean => sum / count,
            MeasurementKind.Peak => max,
            MeasurementKind.Volume => Math.Round(volume * (period.To - period.From).TotalSeconds / BitsPerByte),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of measurement."),
        };
    }

    private readonly record struct Series(double Sum, long Count, double Max)
    {
        public Series With(double value) => new(Sum + value, Count + 1, Math.Max(Max, value));
    }
}
