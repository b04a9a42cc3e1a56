using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.NsLcm.V1;

/// <summary>JSON metadata of those types of <c>/nslcm/v1</c> that differ from <c>/nslcm/v2</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(NsInstance))]
[JsonSerializable(typeof(InstantiateNsRequest))]
public sealed partial class NsLcmV1JsonContext : JsonSerializerContext;
