using System.Text.Json;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>A subscription as the platform keeps it; the API's own resource (for example LccnSubscription) is rendered from it.</summary>
public sealed record NotificationSubscription
{
    /// <summary>UUIDv7.</summary>
    public required string Id { get; init; }

    /// <summary>The API, for example <c>vnflcm</c>.</summary>
    public required string Api { get; init; }

    /// <summary>Where notifications go.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>The absolute URI of the subscription resource, for <c>_links.subscription</c>.</summary>
    public required string SelfUri { get; init; }

    /// <summary>
    /// The filter in matchable form: any of these alternatives (OR); an alternative holds when for each of its attributes one of the values is among the facts of the
    /// notification (AND). Empty: everything matches.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives { get; init; } = [];

    /// <summary>The filter as the client wrote it, returned on reads.</summary>
    public JsonElement? Filter { get; init; }

    /// <summary>How to log in at the callback endpoint; secrets are encrypted in the store and never returned.</summary>
    public SubscriptionCredentials? Credentials { get; init; }

    /// <summary>It belongs to a resource with a callback of its own (a PM job, a threshold) and is no subscription that clients know: its notifications name none.</summary>
    public bool Direct { get; init; }

    /// <summary>FULL or SHORT (SOL003 §5.5.4.11).</summary>
    public string Verbosity { get; init; } = "FULL";
}
