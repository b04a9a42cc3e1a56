namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>Settings of the adapter, configuration section <c>OpenStack</c>.</summary>
public sealed class OpenStackOptions
{
    /// <summary>The section.</summary>
    public const string Section = "OpenStack";

    /// <summary>Accounts by configuration; more are registered at <c>/openstack/v1/accounts</c>.</summary>
    public List<OpenStackAccountSettings> Accounts { get; set; } = [];

    /// <summary>Name of this process among those that share a store; absent means a name of its own, except with SQLite, where a process that starts is the one that was there before.</summary>
    public string? InstanceName { get; set; }

    /// <summary>
    /// Longest time for one request to OpenStack that changes something, image content excepted. A creating request without an answer is followed by a look for what it may have made (<see cref="ReadTimeout"/>);
    /// callers wait longer than both together (<see cref="VimClientOptions.AttemptTimeout"/>), so that they are told which service does not answer.
    /// </summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time for one request that changes nothing, or for a token.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest time for sending the content of an image.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Attempts after the first where a request may safely be repeated.</summary>
    public int Retries { get; set; } = 3;

    /// <summary>Pause before the first of them; it doubles, with jitter. A <c>Retry-After</c> comes first.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Requests of one account at the same time at most; one service has three quarters of them at most, and fewer while it is overloaded. Keystone (one request for all) and Gnocchi (an eighth on top) do not count.
    /// </summary>
    public int MaxConcurrency { get; set; } = 32;

    /// <summary>How long a service that does not answer is left alone before it is tried again.</summary>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a process that makes a resource may take before another one takes over.</summary>
    public TimeSpan CreationLease { get; set; } = TimeSpan.FromSeconds(75);

    /// <summary>After a creating request whose effect is not known and that cannot be found: how long it is waited for before it is made again.</summary>
    public TimeSpan DoubtGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Pause between two looks at resources that are changing.</summary>
    public TimeSpan FollowInterval { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Pause between two looks when nothing is changing: a fault is noticed within it.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often utilisation is published; zero switches it off.</summary>
    public TimeSpan MetricsInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an account's capabilities are believed.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A resource that is neither done nor failed after this time counts as failed.</summary>
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Longest time for one request.</summary>
    internal TimeSpan LimitOf(Rest.OsCall call) =>
        call.Timeout ?? (call.Method == HttpMethod.Get || call.Method == HttpMethod.Head || call.Service == Rest.OsService.Identity ? ReadTimeout : RequestTimeout);
}
