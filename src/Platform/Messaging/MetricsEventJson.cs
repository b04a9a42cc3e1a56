using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>JSON metadata of <see cref="MetricsEvent"/>: camel case, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MetricsEvent))]
public sealed partial class MetricsEventJson : JsonSerializerContext;
