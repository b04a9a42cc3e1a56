using System.Text.Json.Serialization;
using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Performance.Records;

namespace NfvOrchestrator.Performance;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PmJobRecord))]
[JsonSerializable(typeof(ThresholdRecord))]
[JsonSerializable(typeof(PmProgress))]
[JsonSerializable(typeof(PmPeriodRecord))]
[JsonSerializable(typeof(PmReportRecord))]
[JsonSerializable(typeof(SampleRound))]
[JsonSerializable(typeof(PmEpoch))]
[JsonSerializable(typeof(double))]
internal sealed partial class PerformanceJsonContext : JsonSerializerContext;
