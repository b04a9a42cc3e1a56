using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>JSON metadata of the performance management APIs: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CreatePmJobRequest))]
[JsonSerializable(typeof(PmJob))]
[JsonSerializable(typeof(List<PmJob>))]
[JsonSerializable(typeof(IReadOnlyList<PmJob>))]
[JsonSerializable(typeof(PmJobModifications))]
[JsonSerializable(typeof(PerformanceReport))]
[JsonSerializable(typeof(CreateThresholdRequest))]
[JsonSerializable(typeof(Threshold))]
[JsonSerializable(typeof(List<Threshold>))]
[JsonSerializable(typeof(IReadOnlyList<Threshold>))]
[JsonSerializable(typeof(ThresholdModifications))]
[JsonSerializable(typeof(PerformanceInformationAvailableNotification))]
[JsonSerializable(typeof(ThresholdCrossedNotification))]
[JsonSerializable(typeof(ProblemDetails))]
public sealed partial class PmJsonContext : JsonSerializerContext;
