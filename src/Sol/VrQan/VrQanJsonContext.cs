using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VrQan;

/// <summary>JSON metadata of the quota notification API: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VrQuotaAvailSubscription))]
[JsonSerializable(typeof(IReadOnlyList<VrQuotaAvailSubscription>))]
[JsonSerializable(typeof(VrQuotaAvailSubscriptionRequest))]
[JsonSerializable(typeof(VrQuotaAvailNotificationsFilter))]
[JsonSerializable(typeof(VrQuotaAvailNotification))]
[JsonSerializable(typeof(ProblemDetails))]
public sealed partial class VrQanJsonContext : JsonSerializerContext;
