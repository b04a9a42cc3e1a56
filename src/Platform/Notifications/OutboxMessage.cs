using System.Text.Json;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Payload of an item in the queue <c>outbox</c>.</summary>
internal sealed record OutboxMessage
{
    public required string Api { get; init; }

    public required string InstanceId { get; init; }

    public required string NotificationType { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; init; }

    public required JsonObject Body { get; init; }

    public string? Topic { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Traceparent { get; init; }
}
