using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>Turns a stored notification into what one subscriber gets.</summary>
internal static class NotificationRendering
{
    /// <summary>
    /// Adds id, subscriptionId, the link to the subscription and the sequence number. Operation occurrence notifications are cut to the subscription's verbosity: SHORT leaves out
    /// what changed (SOL003 §5.5.2.17, SOL005 §6.5.2.8: affected… , changed…, modificationsTriggeredByVnfPkgChange).
    /// A subscription made through an older version of the API gets the form of that version.
    /// </summary>
    public static byte[] Render(WebhookMessage message, NotificationSubscription subscription, long sequence, SolDialect? dialect = null)
    {
        var body = message.Body.DeepClone().AsObject();
        body["id"] = message.NotificationId;
        body["notificationType"] ??= message.NotificationType;
        body["nfvoSequenceNumber"] = sequence;
        if (!subscription.Direct)
        {
            body["subscriptionId"] = subscription.Id;
            if (body["_links"] is not JsonObject links)
            {
                body["_links"] = links = [];
            }
            links["subscription"] = new JsonObject { ["href"] = subscription.SelfUri };
        }
        if (message.NotificationType.EndsWith("OperationOccurrenceNotification", StringComparison.Ordinal))
        {
            body["verbosity"] = subscription.Verbosity;
            if (subscription.Verbosity == "SHORT")
            {
                foreach (var name in body.Select(static p => p.Key).Where(IsDetail).ToList())
                {
                    body.Remove(name);
                }
            }
        }
        if (dialect is not null)
        {
            body = dialect.Notify(message.NotificationType, body);
        }
        return JsonSerializer.SerializeToUtf8Bytes(body, NotificationJsonContext.Default.JsonObject);
    }

    private static bool IsDetail(string name)
        => name.StartsWith("affected", StringComparison.Ordinal) || name.StartsWith("changed", StringComparison.Ordinal) || name == "modificationsTriggeredByVnfPkgChange";
}
