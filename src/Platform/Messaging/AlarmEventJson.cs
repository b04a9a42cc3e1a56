using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>JSON metadata of <see cref="AlarmEvent"/>: camel case, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AlarmEvent))]
public sealed partial class AlarmEventJson : JsonSerializerContext;
