using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfInd;

/// <summary>JSON metadata of the VNF indicator API: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VnfIndicator))]
[JsonSerializable(typeof(List<VnfIndicator>))]
[JsonSerializable(typeof(IReadOnlyList<VnfIndicator>))]
[JsonSerializable(typeof(VnfIndicatorSubscription))]
[JsonSerializable(typeof(IReadOnlyList<VnfIndicatorSubscription>))]
[JsonSerializable(typeof(VnfIndicatorSubscriptionRequest))]
[JsonSerializable(typeof(VnfIndicatorNotificationsFilter))]
[JsonSerializable(typeof(VnfIndicatorValueChangeNotification))]
[JsonSerializable(typeof(SupportedIndicatorsChangeNotification))]
[JsonSerializable(typeof(ProblemDetails))]
public sealed partial class VnfIndJsonContext : JsonSerializerContext;
