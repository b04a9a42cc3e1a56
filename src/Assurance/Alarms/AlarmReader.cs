using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.Assurance.Alarms;

/// <summary>
/// Understands what is published on <c>nfv.alarms</c>: alarm events proper, and the state changes of networks (<c>….down</c> raises, <c>….up</c> clears). Pure.
/// </summary>
internal static class AlarmReader
{
    private const int MaxText = 2000;

    /// <summary>What an event says; null when it says nothing about a fault or is ill-formed.</summary>
    public static (AlarmEvent Alarm, bool Cleared)? Read(CloudEvent cloudEvent)
    {
        if (cloudEvent.Type is AlarmEvent.RaisedType or AlarmEvent.ClearedType)
        {
            try
            {
                return cloudEvent.Data.Deserialize(AlarmEventJson.Default.AlarmEvent) is { AlarmId.Length: > 0 and <= 512 } alarm
                    ? (alarm with { ProbableCause = Cut(alarm.ProbableCause), FaultDetails = alarm.FaultDetails is null ? null : Cut(alarm.FaultDetails) }, cloudEvent.Type == AlarmEvent.ClearedType)
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
        var (what, down) = cloudEvent.Type switch
        {
            var t when t.EndsWith(".down", StringComparison.Ordinal) => (t[..^5], true),
            var t when t.EndsWith(".up", StringComparison.Ordinal) => (t[..^3], false),
            _ => (null, false),
        };
        if (what is null || Subject(cloudEvent) is not { } subject)
        {
            return null;
        }
        return (new AlarmEvent
        {
            AlarmId = $"{what}:{subject}",
            InstanceId = Text(cloudEvent.Data, "tags", "nsInstanceId"),
            ObjectId = subject,
            PerceivedSeverity = what.EndsWith(".path", StringComparison.Ordinal) ? "CRITICAL" : "MAJOR",
            EventType = "COMMUNICATIONS_ALARM",
            ProbableCause = $"{what[(what.LastIndexOf('.') + 1)..]} {subject} is {(down ? "down" : "up")}",
            FaultDetails = Text(cloudEvent.Data, "reason") is { } reason ? Cut(reason) : null,
            Time = cloudEvent.Time,
        }, !down);
    }

    private static string? Subject(CloudEvent cloudEvent)
        => (Text(cloudEvent.Data, "key") ?? Text(cloudEvent.Data, "id") ?? cloudEvent.Subject) is { Length: > 0 and <= 400 } subject ? subject : null;

    private static string? Text(JsonElement data, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(name, out data))
            {
                return null;
            }
        }
        return data.ValueKind == JsonValueKind.String ? data.GetString() : null;
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];
}
