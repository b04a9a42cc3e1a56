using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Resources;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlatformKey))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class ResourceJsonContext : JsonSerializerContext;
