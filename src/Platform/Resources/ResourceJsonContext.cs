using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Resources;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlatformKey))]
internal sealed partial class ResourceJsonContext : JsonSerializerContext;
