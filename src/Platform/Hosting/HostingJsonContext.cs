using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>JSON metadata of the hosting room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(DataProtectionKeyDocument))]
internal sealed partial class HostingJsonContext : JsonSerializerContext;
