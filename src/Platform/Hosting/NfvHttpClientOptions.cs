namespace NfvOrchestrator.Platform.Hosting;

/// <summary>How a service calls another one.</summary>
public sealed record NfvHttpClientOptions
{
    /// <summary>Longest wait for the head of one answer; bodies may take longer.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Repetitions of requests that are safe to repeat (GET, HEAD, OPTIONS, PUT, DELETE, anything with an Idempotency-Key) after a connection failure, 429, 502, 503 or 504.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>First pause before a repetition; it doubles each time, with jitter. A <c>Retry-After</c> of the answer (up to 30 s) comes first.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Attach this service's bearer token (needs <c>AddNfvServiceCredentials</c>) and the ambient tenant.</summary>
    public bool Authenticate { get; set; } = true;

    /// <summary>Connections to one host at most.</summary>
    public int MaxConnectionsPerServer { get; set; } = 128;
}
