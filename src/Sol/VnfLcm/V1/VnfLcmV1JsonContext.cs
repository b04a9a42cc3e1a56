using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>JSON metadata of those types of <c>/vnflcm/v1</c> that differ from <c>/vnflcm/v2</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VnfInstance))]
[JsonSerializable(typeof(VnfLcmOpOcc))]
[JsonSerializable(typeof(InstantiateVnfRequest))]
[JsonSerializable(typeof(ChangeVnfFlavourRequest))]
[JsonSerializable(typeof(ChangeExtVnfConnectivityRequest))]
[JsonSerializable(typeof(VnfInfoModificationRequest))]
[JsonSerializable(typeof(LccnSubscription))]
[JsonSerializable(typeof(LccnSubscriptionRequest))]
public sealed partial class VnfLcmV1JsonContext : JsonSerializerContext;
