using System.Text.Json.Serialization;
using NfvOrchestrator.Sdn.Events;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn;

/// <summary>JSON metadata of the SDN-adapter contract.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 32)]
[JsonSerializable(typeof(NetworkTopology))]
[JsonSerializable(typeof(PathSpec))]
[JsonSerializable(typeof(PathView))]
[JsonSerializable(typeof(PathPage))]
[JsonSerializable(typeof(PathEvent))]
[JsonSerializable(typeof(NetworkElementEvent))]
public sealed partial class SdnJsonContext : JsonSerializerContext;
