using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.LcmCoord;

/// <summary>JSON metadata of the LCM coordination API: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LcmCoordRequest))]
[JsonSerializable(typeof(LcmCoord))]
public sealed partial class LcmCoordJsonContext : JsonSerializerContext;
