namespace NfvOrchestrator.Platform.Notifications;

/// <summary>How a call to a callback endpoint ended.</summary>
/// <param name="Status">The HTTP status; null: no answer.</param>
/// <param name="Failure">What went wrong, for a person; null: delivered.</param>
internal sealed record WebhookResult(int? Status, string? Failure)
{
    /// <summary>The endpoint took it.</summary>
    public bool Delivered => Failure is null;

    /// <summary>410: the endpoint says that it will never exist again.</summary>
    public bool Gone => Status == 410;
}
