namespace NfvOrchestrator.Platform.Hosting;

/// <summary>How a service writes its logs.</summary>
public enum NfvLogFormat
{
    /// <summary>One readable line an entry, scopes included.</summary>
    SingleLine,

    /// <summary>One JSON object an entry, for log collectors.</summary>
    Json,

    /// <summary>Nothing to the console: the lab owns the terminal. Providers added by the caller still get everything.</summary>
    Quiet,
}
