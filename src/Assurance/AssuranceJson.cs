using System.Text.Json.Serialization;
using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Policies;

namespace NfvOrchestrator.Assurance;

/// <summary>JSON metadata of the service's documents and API: camel case, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<ScalingPolicy>))]
[JsonSerializable(typeof(PolicyStatus))]
[JsonSerializable(typeof(List<ScalingDecision>))]
[JsonSerializable(typeof(List<AlarmRecord>))]
public sealed partial class AssuranceJson : JsonSerializerContext;
