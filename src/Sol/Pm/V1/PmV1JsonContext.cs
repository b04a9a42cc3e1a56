using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>JSON metadata of the types of version 1 of the performance management APIs that differ from version 2, and of its subscriptions.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CreatePmJobRequest))]
[JsonSerializable(typeof(PmJob))]
[JsonSerializable(typeof(IReadOnlyList<PmJob>))]
[JsonSerializable(typeof(CreateThresholdRequest))]
[JsonSerializable(typeof(Threshold))]
[JsonSerializable(typeof(IReadOnlyList<Threshold>))]
[JsonSerializable(typeof(PmSubscriptionRequest))]
[JsonSerializable(typeof(PmSubscription))]
[JsonSerializable(typeof(IReadOnlyList<PmSubscription>))]
[JsonSerializable(typeof(PmNotificationsFilter))]
public sealed partial class PmV1JsonContext : JsonSerializerContext;
