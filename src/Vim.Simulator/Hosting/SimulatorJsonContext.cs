using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>JSON metadata of the control API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(FaultRule))]
[JsonSerializable(typeof(IReadOnlyList<FaultView>))]
[JsonSerializable(typeof(LoadRule))]
[JsonSerializable(typeof(IReadOnlyList<LoadRule>))]
[JsonSerializable(typeof(SimulatorInventory))]
[JsonSerializable(typeof(SimulatorEventData))]
public sealed partial class SimulatorJsonContext : JsonSerializerContext;
