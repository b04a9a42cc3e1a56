using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.VnfConfig;

/// <summary>JSON metadata of the VNF configuration API: camel case, nulls not written, unknown attributes ignored, depth at most 64.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VnfConfigModifications))]
public sealed partial class VnfConfigJsonContext : JsonSerializerContext;
