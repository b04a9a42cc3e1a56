using System.Text.Json;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Periods;

/// <summary>Makes reports of values. Pure.</summary>
public static class ReportBuilder
{
    /// <summary>A report: an entry for each metric and object, in the order they first appear, values by time.</summary>
    public static PerformanceReport Build(string objectType, IEnumerable<MeasuredValue> values) => new()
    {
        Entries =
        [
            .. values.GroupBy(static v => (v.InstanceId, v.SubObject, v.Metric)).Select(group => new PerformanceReportEntry
            {
                ObjectType = objectType,
                ObjectInstanceId = group.Key.InstanceId,
                SubObjectInstanceId = group.Key.SubObject,
                PerformanceMetric = group.Key.Metric,
                PerformanceValues = [.. group.OrderBy(static v => v.At).Select(static v => new PerformanceValue { TimeStamp = v.At, Value = Number(v.Value) })],
            }),
        ],
    };

    /// <summary>A number as any JSON value.</summary>
    public static JsonElement Number(double value) => JsonSerializer.SerializeToElement(value, PerformanceJsonContext.Default.Double);
}
