namespace NfvOrchestrator.Sdn.Onos;

/// <summary>One ONOS and how it is used.</summary>
public sealed record OnosOptions
{
    /// <summary>Name of the controller in the adapter's URLs.</summary>
    public string ControllerId { get; init; } = "onos";

    /// <summary>Root of the controller, for example <c>http://onos:8181/</c>.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>User with the admin role.</summary>
    public string User { get; init; } = "onos";

    /// <summary>Its password.</summary>
    public string Password { get; init; } = "rocks";

    /// <summary>Application that owns our rules: one per installation; rules of it that belong to no path are removed.</summary>
    public string AppId { get; init; } = "org.nfvorchestrator.sdn";

    /// <summary>How often links, devices and rules are read: a failure is noticed within this time.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often they are read while a path is being installed or removed.</summary>
    public TimeSpan SettleInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the load of links is read and published. The controller measures every 5 s.</summary>
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A rule that the device has not confirmed after this time was most likely refused (real controllers take up to 23 s with many rules).</summary>
    public TimeSpan VerifyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One request. Above 6 s, because deleting an intent may take 5.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Attempts of a request that failed for a passing reason.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>First VLAN id that tags paths between their ends.</summary>
    public int FirstTransportVlan { get; init; } = 2000;

    /// <summary>Last one. Each path, and each route it is moved to, has one of its own.</summary>
    public int LastTransportVlan { get; init; } = 4000;

    /// <summary>Named edge ports, in addition to those whose port name says it (<c>*_sap</c>, <c>vim.network</c>).</summary>
    public IReadOnlyDictionary<string, string> Attachments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A link that was lost stays listed as DOWN this long.</summary>
    public TimeSpan KeepLostLinks { get; init; } = TimeSpan.FromDays(1);
}
