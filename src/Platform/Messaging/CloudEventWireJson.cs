using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>JSON metadata of the envelope.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CloudEventWire))]
internal sealed partial class CloudEventWireJson : JsonSerializerContext;
