namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>
/// How one OpenStack project is reached (SOL003 §4.4.1.6 VimConnectionInfo, type <c>ETSINFV.OPENSTACK_KEYSTONE.V_3</c>). Either a user with a password and a project, or an application credential,
/// which carries its project. The secrets never leave the adapter.
/// </summary>
public sealed record OpenStackAccountSettings
{
    /// <summary>Value of <see cref="MinimumBandwidth"/>: what nobody guarantees is refused.</summary>
    public const string RequireBandwidth = "require";

    /// <summary>Value of <see cref="MinimumBandwidth"/>: what nobody guarantees is gone without, and said so.</summary>
    public const string BestEffortBandwidth = "bestEffort";

    /// <summary>Identifier of the account, the SOL <c>vimConnectionId</c>: 1 to 64 letters, digits or <c>- _ .</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Name for people; absent means the identifier.</summary>
    public string? Name { get; set; }

    /// <summary>Keystone, with or without <c>/v3</c>, e.g. <c>https://keystone:5000/v3</c>.</summary>
    public string AuthUrl { get; set; } = "";

    /// <summary>Identifier of an application credential; excludes user and project.</summary>
    public string? ApplicationCredentialId { get; set; }

    /// <summary>Secret of the application credential; never answered. Left out in a PUT, the stored one stays, as <see cref="Password"/> does.</summary>
    public string? ApplicationCredentialSecret { get; set; }

    /// <summary>Name of the user.</summary>
    public string? UserName { get; set; }

    /// <summary>
    /// Password of the user; never answered. Left out in a PUT, the stored one stays, unless what decides where it is sent or whose it is changes (authUrl, userName, userDomain, applicationCredentialId, caBundle,
    /// verifyTls, an endpoint override): then it must be given again.
    /// </summary>
    public string? Password { get; set; }

    /// <summary>Domain of the user, by name.</summary>
    public string UserDomain { get; set; } = "Default";

    /// <summary>Project by name; resources are made in it.</summary>
    public string? Project { get; set; }

    /// <summary>Project by identifier, instead of its name.</summary>
    public string? ProjectId { get; set; }

    /// <summary>Domain of the project, by name.</summary>
    public string ProjectDomain { get; set; } = "Default";

    /// <summary>Region of the catalogue; absent means the only one (or the first).</summary>
    public string? Region { get; set; }

    /// <summary>Interface of the catalogue: <c>public</c>, <c>internal</c> or <c>admin</c>.</summary>
    public string Interface { get; set; } = "public";

    /// <summary>
    /// Physical network of VLANs that name none, and on which networks of no technology are made, as VLANs (administrators only): for clouds whose SR-IOV functions are wired to one and whose tenant
    /// networks are tunnels. Absent: Neutron's own choice (<c>tenant_network_types</c>).
    /// </summary>
    public string? VlanPhysicalNetwork { get; set; }

    /// <summary>Physical network of untagged networks (FLAT) that name none (administrators only). Neutron makes no such network without one, and one on each physical network at most.</summary>
    public string? FlatPhysicalNetwork { get; set; }

    /// <summary>Name or identifier of the network that floating addresses are from when a port names none. Absent: the only outer network (<c>router:external</c>) that the project sees.</summary>
    public string? OuterNetwork { get; set; }

    /// <summary>
    /// What becomes of a port that demands a bandwidth which no network agent of the cloud guarantees (reports to Placement): <c>bestEffort</c>, it is made without the guarantee, with a warning in its outputs
    /// and in the VNFC's metadata; <c>require</c>, it is refused.
    /// </summary>
    public string MinimumBandwidth { get; set; } = BestEffortBandwidth;

    /// <summary>SSH key (OpenSSH's one line, e.g. <c>ssh-ed25519 AAAA… comment</c>) that guests of every server let in which names no key pair of its own; imported into Nova as a key pair. Absent: none.</summary>
    public string? SshPublicKey { get; set; }

    /// <summary>Endpoints to use instead of the catalogue's: service type (compute, network, image, volume, placement, metric) → URL.</summary>
    public Dictionary<string, string> EndpointOverrides { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Certificates (PEM) of the authorities that may sign the servers' certificates; absent means those of the operating system.</summary>
    public string? CaBundle { get; set; }

    /// <summary>Whether certificates of servers are checked. Off only in a lab.</summary>
    public bool VerifyTls { get; set; } = true;

    /// <summary>Accounts of the configuration: tenants that may use it; empty means all.</summary>
    public List<string> Tenants { get; set; } = [];
}
