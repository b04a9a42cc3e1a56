using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>How the engine's documents are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OperationRecord))]
[JsonSerializable(typeof(OperationLock))]
[JsonSerializable(typeof(OperationCancel))]
[JsonSerializable(typeof(StepRecord))]
internal sealed partial class OperationJsonContext : JsonSerializerContext;
