using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>How the documents and payloads of the notification machinery are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NotificationSubscription))]
[JsonSerializable(typeof(SubscriptionEpoch))]
[JsonSerializable(typeof(OutboxMessage))]
[JsonSerializable(typeof(WebhookMessage))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(List<DeadLetter>))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class NotificationJsonContext : JsonSerializerContext;
