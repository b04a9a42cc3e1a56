using System.Text.Json;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>CloudEvents 1.0 structured JSON (<c>application/cloudevents+json</c>).</summary>
public static class CloudEventJson
{
    /// <summary>The media type of the structured mode.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>Writes an event.</summary>
    public static byte[] Serialize(CloudEvent cloudEvent) => JsonSerializer.SerializeToUtf8Bytes(
        new CloudEventWire
        {
            SpecVersion = "1.0",
            Id = cloudEvent.Id,
            Source = cloudEvent.Source,
            Type = cloudEvent.Type,
            Subject = cloudEvent.Subject,
            Time = cloudEvent.Time,
            DataContentType = "application/json",
            Tenant = cloudEvent.Tenant,
            Traceparent = cloudEvent.Traceparent,
            DeadLetterReason = cloudEvent.DeadLetterReason,
            Data = cloudEvent.Data,
        },
        CloudEventWireJson.Default.CloudEventWire);

    /// <summary>Reads an event; unknown attributes are ignored.</summary>
    /// <exception cref="JsonException">Not a CloudEvent 1.0 with the attributes this house requires.</exception>
    public static CloudEvent Deserialize(ReadOnlySpan<byte> json)
    {
        var wire = JsonSerializer.Deserialize(json, CloudEventWireJson.Default.CloudEventWire) ?? throw new JsonException("The message is JSON null.");
        if (wire.SpecVersion != "1.0")
        {
            throw new JsonException($"specversion is '{wire.SpecVersion}', not 1.0.");
        }
        if (string.IsNullOrEmpty(wire.Id) || string.IsNullOrEmpty(wire.Source) || string.IsNullOrEmpty(wire.Type) || string.IsNullOrEmpty(wire.Tenant))
        {
            throw new JsonException("One of the attributes id, source, type, tenant is missing or empty.");
        }
        return new CloudEvent
        {
            Id = wire.Id,
            Source = wire.Source,
            Type = wire.Type,
            Subject = wire.Subject,
            Time = wire.Time,
            Tenant = wire.Tenant,
            Traceparent = wire.Traceparent,
            DeadLetterReason = wire.DeadLetterReason,
            Data = wire.Data,
        };
    }
}
