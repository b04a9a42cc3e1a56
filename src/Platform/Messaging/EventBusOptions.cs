namespace NfvOrchestrator.Platform.Messaging;

/// <summary>Which event bus a service uses and how it reaches it; configuration section <c>Nfv:EventBus</c>.</summary>
public sealed record EventBusOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Nfv:EventBus";

    /// <summary>Which bus.</summary>
    public EventBusKind Kind { get; set; } = EventBusKind.InProcess;

    /// <summary>Kafka brokers to begin with, <c>host:port,host:port</c>.</summary>
    public string? BootstrapServers { get; set; }

    /// <summary><c>plaintext</c>, <c>ssl</c>, <c>sasl_plaintext</c> or <c>sasl_ssl</c>.</summary>
    public string SecurityProtocol { get; set; } = "plaintext";

    /// <summary><c>PLAIN</c>, <c>SCRAM-SHA-256</c> or <c>SCRAM-SHA-512</c>.</summary>
    public string SaslMechanism { get; set; } = "PLAIN";

    /// <summary>SASL user.</summary>
    public string? User { get; set; }

    /// <summary>SASL password.</summary>
    public string? Password { get; set; }

    /// <summary>PEM file with the authorities that may have signed the brokers' certificates; null: those of the operating system.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file with our certificate, where brokers ask for one.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with its key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>How long a publication may wait for its acknowledgement, broker restarts included.</summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a silent group member keeps its partitions.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Events a subscription holds in memory, waiting or being handled, before it stops fetching.</summary>
    public int MaxInFlight { get; set; } = 2000;

    /// <summary>In-process bus: events a topic keeps for groups that have not read them; publishers wait when a group with members is that far behind.</summary>
    public int RetainedEvents { get; set; } = 10_000;

    /// <summary>In-process bus: of the events that every group has read, the latest that a topic keeps for groups that come later and read from the beginning.</summary>
    public int ReadEvents { get; set; } = 1_000;

    /// <summary>In-process bus: about how many bytes those events may have together; the oldest go first.</summary>
    public long ReadBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>First pause before a failed handler is tried again; it doubles up to <see cref="MaxRetryDelay"/>, with jitter.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between attempts.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the password, so that it does not slip into a log.</summary>
    public override string ToString() => Kind == EventBusKind.InProcess ? "EventBusOptions { InProcess }" : $"EventBusOptions {{ Kafka at {BootstrapServers}, {SecurityProtocol}, user {User ?? "-"} }}";

    /// <summary>Null when usable, otherwise what is wrong.</summary>
    internal string? Problem()
    {
        if (MaxInFlight < 1 || RetainedEvents < 1 || ReadEvents < 0 || ReadBytes < 0 || PublishTimeout <= TimeSpan.Zero || RetryDelay <= TimeSpan.Zero || MaxRetryDelay < RetryDelay)
        {
            return $"{Section}: MaxInFlight, RetainedEvents, PublishTimeout and RetryDelay must be positive, ReadEvents and ReadBytes not negative, and MaxRetryDelay not below RetryDelay.";
        }
        if (Kind == EventBusKind.InProcess)
        {
            return null;
        }
        if (string.IsNullOrWhiteSpace(BootstrapServers))
        {
            return $"{Section}:BootstrapServers must name the Kafka brokers, for example kafka-0:9092,kafka-1:9092.";
        }
        if (SecurityProtocol.ToUpperInvariant() is not ("PLAINTEXT" or "SSL" or "SASL_PLAINTEXT" or "SASL_SSL"))
        {
            return $"{Section}:SecurityProtocol is '{SecurityProtocol}'; it must be plaintext, ssl, sasl_plaintext or sasl_ssl.";
        }
        if (SecurityProtocol.StartsWith("sasl", StringComparison.OrdinalIgnoreCase) && (string.IsNullOrEmpty(User) || string.IsNullOrEmpty(Password)))
        {
            return $"{Section}:User and Password are needed with SecurityProtocol {SecurityProtocol}.";
        }
        foreach (var file in new[] { CaFile, CertificateFile, KeyFile })
        {
            if (file is not null && !File.Exists(file))
            {
                return $"{Section} names the file '{file}', which does not exist.";
            }
        }
        return null;
    }
}
