using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Onos.Registry;

/// <summary>JSON metadata of stored path records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PathRecord))]
[JsonSerializable(typeof(PathLedger))]
internal sealed partial class PathRegistryJson : JsonSerializerContext;
