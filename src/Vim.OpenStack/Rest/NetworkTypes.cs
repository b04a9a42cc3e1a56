using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

#pragma warning disable MA0048 // the answers of one service in one file: each is a few lines and means nothing alone

internal sealed record NetworkAnswer(OsNetwork Network);

internal sealed record NetworksAnswer(IReadOnlyList<OsNetwork> Networks)
{
    [JsonPropertyName("networks_links")]
    public IReadOnlyList<OsLink>? Links { get; init; }
}

internal sealed record OsNetwork
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string? Status { get; init; }

    public int? Mtu { get; init; }

    public bool Shared { get; init; }

    public string? ProjectId { get; init; }

    [JsonPropertyName("router:external")]
    public bool IsOuter { get; init; }

    /// <summary>What its ports have when they do not say.</summary>
    public bool? PortSecurityEnabled { get; init; }

    public string? QosPolicyId { get; init; }

    public IReadOnlyList<string>? Subnets { get; init; }

    [JsonPropertyName("provider:physical_network")]
    public string? PhysicalNetwork { get; init; }

    [JsonPropertyName("provider:segmentation_id")]
    public int? SegmentationId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}

internal sealed record SubnetAnswer(OsSubnet Subnet);

internal sealed record SubnetsAnswer(IReadOnlyList<OsSubnet> Subnets)
{
    [JsonPropertyName("subnets_links")]
    public IReadOnlyList<OsLink>? Links { get; init; }
}

internal sealed record OsSubnet
{
    public required string Id { get; init; }

    public string NetworkId { get; init; } = "";

    public string Cidr { get; init; } = "";

    public int IpVersion { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? DnsNameservers { get; init; }

    public IReadOnlyList<OsHostRoute>? HostRoutes { get; init; }
}

internal sealed record OsHostRoute(string Destination, string Nexthop);

internal sealed record PortAnswer(OsPort Port);

internal sealed record PortsAnswer(IReadOnlyList<OsPort> Ports)
{
    [JsonPropertyName("ports_links")]
    public IReadOnlyList<OsLink>? Links { get; init; }
}

internal sealed record OsPort
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public string NetworkId { get; init; } = "";

    public string MacAddress { get; init; } = "";

    public string? Status { get; init; }

    public string? DeviceId { get; init; }

    public string? DeviceOwner { get; init; }

    public IReadOnlyList<OsFixedIp>? FixedIps { get; init; }

    public IReadOnlyList<string>? SecurityGroups { get; init; }

    /// <summary>Null: Neutron has no such switch.</summary>
    public bool? PortSecurityEnabled { get; init; }

    public string? QosPolicyId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}

internal sealed record OsFixedIp(string? SubnetId = null, string? IpAddress = null);

internal sealed record SecurityGroupsAnswer(IReadOnlyList<OsSecurityGroup> SecurityGroups);

internal sealed record SecurityGroupAnswer(OsSecurityGroup SecurityGroup);

internal sealed record OsSecurityGroup
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Description { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public IReadOnlyList<OsSecurityGroupRule>? SecurityGroupRules { get; init; }
}

internal sealed record SecurityGroupRulesAnswer(IReadOnlyList<OsSecurityGroupRule> SecurityGroupRules);

internal sealed record OsSecurityGroupRule
{
    public required string Id { get; init; }

    public string? Direction { get; init; }

    public string? Ethertype { get; init; }

    public string? Protocol { get; init; }

    public int? PortRangeMin { get; init; }

    public int? PortRangeMax { get; init; }

    public string? RemoteIpPrefix { get; init; }

    public string? RemoteGroupId { get; init; }

    public string? Description { get; init; }
}

internal sealed record TrunksAnswer(IReadOnlyList<OsTrunk> Trunks);

internal sealed record TrunkAnswer(OsTrunk Trunk);

internal sealed record OsTrunk(string Id, IReadOnlyList<OsSubPort>? SubPorts = null);

internal sealed record OsSubPort(string PortId, int? SegmentationId = null);

internal sealed record RoutersAnswer(IReadOnlyList<OsRouter> Routers);

internal sealed record RouterAnswer(OsRouter Router);

internal sealed record OsRouter(string Id, OsGateway? ExternalGatewayInfo = null);

internal sealed record OsGateway(string? NetworkId = null);

internal sealed record QosPoliciesAnswer(IReadOnlyList<OsNamed> Policies);

internal sealed record QosPolicyAnswer(OsNamed Policy);

internal sealed record ExtensionsAnswer(IReadOnlyList<OsExtension> Extensions);

internal sealed record OsExtension(string Alias);

internal sealed record NetworkQuotaAnswer(IReadOnlyDictionary<string, OsQuotaDetail> Quota);

internal sealed record OsQuotaDetail(long Limit, long Used, long Reserved);
