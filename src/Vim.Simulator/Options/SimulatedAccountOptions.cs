namespace NfvOrchestrator.Vim.Simulator;

/// <summary>An account: one NFVI, its limits and its manners.</summary>
public sealed class SimulatedAccountOptions
{
    /// <summary>Identifier of the account.</summary>
    public string Id { get; set; } = "sim-1";

    /// <summary>Name for people.</summary>
    public string Name { get; set; } = "Simulated NFVI";

    /// <summary>Tenants that may use it; empty means all.</summary>
    public IList<string> Tenants { get; } = [];

    /// <summary>The hosts. Empty means the default: two zones of four hosts, each with two NUMA nodes.</summary>
    public IList<HostGroupOptions> Hosts { get; } = [];

    /// <summary>Limits of every tenant that has none of its own.</summary>
    public QuotaOptions Quota { get; set; } = new();

    /// <summary>Limits by tenant.</summary>
    public IDictionary<string, QuotaOptions> TenantQuotas { get; } = new Dictionary<string, QuotaOptions>(StringComparer.Ordinal);

    /// <summary>Networks that exist before us and that every tenant may use, by VIM identifier.</summary>
    public IList<ProviderNetworkOptions> ProviderNetworks { get; } = [];

    /// <summary>Identifier of the provider network that floating addresses are from when a port names none; absent: ports must name one.</summary>
    public string? OuterNetwork { get; set; }

    /// <summary>Images that exist before us, by VIM identifier or name.</summary>
    public IList<string> Images { get; } = [];

    /// <summary>Flavours that exist before us. A server that names one has its size, whatever else it asks for.</summary>
    public IList<SimulatedFlavourOptions> Flavours { get; } = [];

    /// <summary>Any image or flavour reference is accepted, known or not.</summary>
    public bool AcceptUnknownReferences { get; set; }

    /// <summary>Volume storage of each zone in GiB.</summary>
    public long VolumeGibPerZone { get; set; } = 1_000_000;

    /// <summary>How long things take.</summary>
    public LatencyOptions Latency { get; set; } = new();

    /// <summary>Whether the account may manage hosts (drain, migrate to a named one).</summary>
    public bool Administrator { get; set; } = true;

    /// <summary>Spread servers over hosts (true) or fill host after host (false).</summary>
    public bool Spread { get; set; } = true;
}
