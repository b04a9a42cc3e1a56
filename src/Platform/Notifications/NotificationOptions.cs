using System.Security.Cryptography.X509Certificates;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Notifications;

/// <summary>How notifications are delivered.</summary>
public sealed class NotificationOptions
{
    /// <summary>CloudEvents <c>source</c> of events published from the outbox, for example <c>/nfvo</c>.</summary>
    public string EventSource { get; set; } = "/nfv";

    /// <summary>Webhook calls of this process at the same time.</summary>
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>Webhook calls to one subscription at the same time; never more than half of <see cref="MaxConcurrency"/>.</summary>
    public int MaxPerSubscription { get; set; } = 8;

    /// <summary>Longest duration of one webhook call.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest duration of the test of a callback endpoint.</summary>
    public TimeSpan TestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether callback endpoints are tested (GET → 204) when a subscription is made.</summary>
    public bool TestCallbacks { get; set; } = true;

    /// <summary>Pause after the first failed call.</summary>
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between calls.</summary>
    public TimeSpan LongestBackOff { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A notification that could not be delivered for this long goes to the dead letters.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Longest time until work and subscriptions of other processes are noticed.</summary>
    public TimeSpan IdlePoll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long this process holds a claimed notification without renewing; after a kill its notifications stand still that long.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Which callback addresses are allowed.</summary>
    public CallbackUriOptions Callback { get; set; } = new();

    /// <summary>The certificate with which this service authenticates at endpoints that ask for TLS_CERT; null: such subscriptions are refused.</summary>
    public X509Certificate2? ClientCertificate { get; set; }
}
