namespace NfvOrchestrator.Sol.Common;

/// <summary>Link to a resource inside a notification (SOL003 §4.4).</summary>
public sealed record NotificationLink
{
    /// <summary>Target URI.</summary>
    public required string Href { get; init; }
}
