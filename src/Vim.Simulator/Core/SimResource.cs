namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A resource of the NFVI, guarded by the lock of its <see cref="SimulatedNfvi"/>.</summary>
internal sealed class SimResource(ResourceId id, string account, string vimId, VimResourceSpec spec)
{
    private Dictionary<string, VimSubnet>? told;

    private VimResource? view;

    public ResourceId Id { get; } = id;

    public string Key => Id.Key;

    public VimResourceKind Kind => Id.Kind;

    public string VimId { get; } = vimId;

    public VimResourceSpec Spec { get; set; } = spec;

    public VimResourceState State { get; set; } = VimResourceState.CREATING;

    public VimError? Error { get; set; }

    /// <summary>Its creation failed: a put may try again.</summary>
    public bool CreationFailed { get; set; }

    public VimOutputs Outputs { get; set; } = VimOutputs.None;

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public Pending Pending { get; set; }

    /// <summary>When the pending thing is finished; null with something pending means it hangs.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>State to which an update returns.</summary>
    public VimResourceState SettledState { get; set; } = VimResourceState.ACTIVE;

    public List<string> Actions { get; set; } = [];

    /// <summary>Server: what it holds of its host.</summary>
    public Allocation? Allocation { get; set; }

    /// <summary>Affinity group: where its members are.</summary>
    public AffinityGroup? Group { get; init; }

    /// <summary>Network: its addresses.</summary>
    public AddressBook? Addresses { get; set; }

    /// <summary>Network: ports on it.</summary>
    public int Ports { get; set; }

    /// <summary>Port: the network its floating address is from.</summary>
    public SimResource? FloatingNetwork { get; set; }

    /// <summary>Port: its network. Kept because the reference may be a key or a VIM identifier.</summary>
    public SimResource? Network { get; set; }

    /// <summary>Port, volume: the server that has it.</summary>
    public SimResource? AttachedTo { get; set; }

    /// <summary>Completed when the state changes next; made when somebody waits.</summary>
    public TaskCompletionSource? Changed { get; set; }

    /// <summary>The contract's picture of it, made once per version.</summary>
    public VimResource View => view ??= new VimResource
    {
        AccountId = account,
        Key = Key,
        Kind = Kind,
        VimResourceId = VimId,
        State = State,
        Error = Error,
        Outputs = Outputs,
        Spec = Spec,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };

    /// <summary>Marks it changed and wakes those who wait.</summary>
    public void Touch(DateTimeOffset now)
    {
        Version++;
        UpdatedAt = now;
        view = null;
        var changed = Changed;
        Changed = null;
        changed?.TrySetResult();
    }

    /// <summary>Network: what was last said of a subnet's name servers and routes; a later specification that does not speak of them leaves them.</summary>
    public void Remember(VimSubnet subnet)
    {
        var before = told?.GetValueOrDefault(subnet.Cidr);
        var (servers, routes) = (subnet.DnsServers ?? before?.DnsServers, subnet.HostRoutes ?? before?.HostRoutes);
        if (servers is not null || routes is not null) (told ??= new(StringComparer.Ordinal))[subnet.Cidr] = subnet with { DnsServers = servers, HostRoutes = routes };
    }

    /// <summary>Network: a subnet as it is.</summary>
    public VimNetworkSubnet Told(VimSubnet subnet, string id)
    {
        var before = told?.GetValueOrDefault(subnet.Cidr);
        return new VimNetworkSubnet(id, subnet.Cidr)
        {
            DnsServers = (subnet.DnsServers ?? before?.DnsServers) is { Count: > 0 } servers ? servers : null,
            HostRoutes = (subnet.HostRoutes ?? before?.HostRoutes) is { Count: > 0 } routes ? routes : null,
        };
    }
}
