namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>What an account can do, as found by asking.</summary>
public sealed record OpenStackCapabilities
{
    /// <summary>When it was found out.</summary>
    public required DateTimeOffset ProbedAt { get; init; }

    /// <summary>Project in which resources are made.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Roles of the account in it.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>Service → microversion in use, or <c>yes</c> for services without microversions; absent services are not listed.</summary>
    public IReadOnlyDictionary<string, string> Services { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Of Neutron: the extensions an orchestrator asks for (trunk, qos, port-security, sfc, allowed-address-pairs, security-group, router, provider …) that are there.</summary>
    public IReadOnlyList<string> NetworkExtensions { get; set; } = [];

    /// <summary>Availability zones of servers.</summary>
    public IReadOnlyList<string> Zones { get; set; } = [];

    /// <summary>Whether host aggregates, hypervisors and placement are visible (administrators).</summary>
    public bool HostsVisible { get; init; }

    /// <summary>Whether images can be fetched by Glance itself (import method web-download).</summary>
    public bool ImageImport { get; init; }

    /// <summary>Whether a port's bandwidth can be guaranteed, and what becomes of demands that cannot, in words.</summary>
    public string? GuaranteedBandwidth { get; init; }

    /// <summary>Physical networks (as Placement spells them; <c>tunnel</c>: tunnelled ones) for which network agents guarantee bandwidth; absent when the account may not ask.</summary>
    public IReadOnlyList<string>? BandwidthNetworks { get; init; }

    /// <summary>Where the power of hosts is known from, in words; or why it is not known.</summary>
    public string? HypervisorPower { get; init; }

    /// <summary>Quotas.</summary>
    public IReadOnlyList<VimQuota> Quotas { get; set; } = [];

    /// <summary>What does not answer, or is missing; empty when all is well.</summary>
    public IReadOnlyList<string> Problems { get; set; } = [];
}
