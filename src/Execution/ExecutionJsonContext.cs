using System.Text.Json.Serialization;

namespace NfvOrchestrator.Execution;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(PlannedOperation))]
[JsonSerializable(typeof(LifecycleExplanation))]
internal sealed partial class ExecutionJsonContext : JsonSerializerContext;
