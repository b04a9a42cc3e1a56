using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

#pragma warning disable MA0048 // the answers of one service in one file: each is a few lines and means nothing alone

internal sealed record ServerAnswer(OsServer Server);

internal sealed record ServersAnswer(IReadOnlyList<OsServer> Servers)
{
    [JsonPropertyName("servers_links")]
    public IReadOnlyList<OsLink>? Links { get; init; }
}

internal sealed record OsLink(string Rel, string Href);

internal sealed record OsServer
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Absent in the answer to a creation.</summary>
    public string Status { get; init; } = "BUILD";

    public string? ProjectId { get; init; }

    public string? TenantId { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset Updated { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<OsServerAddress>>? Addresses { get; init; }

    public OsServerFlavor? Flavor { get; init; }

    public OsFault? Fault { get; init; }

    [JsonPropertyName("OS-EXT-STS:task_state")]
    public string? TaskState { get; init; }

    [JsonPropertyName("OS-EXT-STS:vm_state")]
    public string? VmState { get; init; }

    [JsonPropertyName("OS-EXT-AZ:availability_zone")]
    public string? Zone { get; init; }

    [JsonPropertyName("OS-EXT-SRV-ATTR:host")]
    public string? Host { get; init; }

    [JsonPropertyName("OS-EXT-SRV-ATTR:hypervisor_hostname")]
    public string? Hypervisor { get; init; }

    [JsonPropertyName("hostId")]
    public string? HostId { get; init; }

    /// <summary>What it was booted or last rebuilt from: an object with an identifier, or an empty text when it boots from a volume.</summary>
    public System.Text.Json.JsonElement Image { get; init; }

    /// <summary>Identifier of <see cref="Image"/>; null when it boots from a volume or Nova does not tell.</summary>
    [JsonIgnore]
    public string? ImageId => Image.ValueKind == System.Text.Json.JsonValueKind.Object && Image.TryGetProperty("id", out var id) ? id.GetString() : null;

    [JsonPropertyName("os-extended-volumes:volumes_attached")]
    public IReadOnlyList<OsNamed>? Volumes { get; init; }
}

internal sealed record OsServerAddress
{
    public string Addr { get; init; } = "";

    [JsonPropertyName("OS-EXT-IPS-MAC:mac_addr")]
    public string Mac { get; init; } = "";
}

/// <summary>From 2.47 the flavour as it was when the server was made; before, its identifier.</summary>
internal sealed record OsServerFlavor
{
    public string? Id { get; init; }

    public string? OriginalName { get; init; }

    public int? Vcpus { get; init; }

    public long? Ram { get; init; }

    public long? Disk { get; init; }

    public long? Ephemeral { get; init; }
}

internal sealed record OsFault(int Code, string? Message = null, string? Details = null);

internal sealed record FlavorAnswer(OsFlavor Flavor);

internal sealed record FlavorsAnswer(IReadOnlyList<OsFlavor> Flavors)
{
    [JsonPropertyName("flavors_links")]
    public IReadOnlyList<OsLink>? Links { get; init; }
}

internal sealed record OsFlavor
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public int Vcpus { get; init; }

    public long Ram { get; init; }

    public long Disk { get; init; }

    /// <summary>Room for disks besides the root, GiB.</summary>
    [JsonPropertyName("OS-FLV-EXT-DATA:ephemeral")]
    public long Ephemeral { get; init; }

    [JsonPropertyName("OS-FLV-DISABLED:disabled")]
    public bool Disabled { get; init; }

    public IReadOnlyDictionary<string, string>? ExtraSpecs { get; init; }
}

internal sealed record ServerGroupAnswer(OsServerGroup ServerGroup);

internal sealed record ServerGroupsAnswer(IReadOnlyList<OsServerGroup> ServerGroups);

internal sealed record OsServerGroup
{
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    public string? Policy { get; init; }

    public IReadOnlyList<string>? Policies { get; init; }
}

internal sealed record AttachmentsAnswer([property: JsonPropertyName("volumeAttachments")] IReadOnlyList<OsAttachment> VolumeAttachments);

internal sealed record OsAttachment
{
    [JsonPropertyName("volumeId")]
    public required string VolumeId { get; init; }
}

internal sealed record InterfacesAnswer([property: JsonPropertyName("interfaceAttachments")] IReadOnlyList<OsInterface> InterfaceAttachments);

internal sealed record OsInterface
{
    public string PortId { get; init; } = "";
}

internal sealed record InstanceActionsAnswer([property: JsonPropertyName("instanceActions")] IReadOnlyList<OsInstanceAction> InstanceActions);

internal sealed record OsInstanceAction(string Action, string RequestId, DateTime StartTime);

internal sealed record ConsoleAnswer(OsConsole RemoteConsole);

internal sealed record OsConsole(string Url);

internal sealed record ZonesAnswer([property: JsonPropertyName("availabilityZoneInfo")] IReadOnlyList<OsZone> AvailabilityZoneInfo);

internal sealed record OsZone
{
    [JsonPropertyName("zoneName")]
    public required string ZoneName { get; init; }

    [JsonPropertyName("zoneState")]
    public OsZoneState? ZoneState { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, OsZoneService>>? Hosts { get; init; }
}

internal sealed record OsZoneState(bool Available);

internal sealed record OsZoneService(bool Active, bool Available);

internal sealed record ServicesAnswer(IReadOnlyList<OsComputeService> Services);

internal sealed record CreateImageAnswer(string? ImageId = null);

internal sealed record OsComputeService(string Id, string Binary, string Host, string Status, string State, string? Zone = null);

internal sealed record AggregatesAnswer(IReadOnlyList<OsAggregate> Aggregates);

internal sealed record OsAggregate(string Name, IReadOnlyList<string> Hosts, string? AvailabilityZone = null);

internal sealed record ComputeLimitsAnswer(OsLimits Limits);

internal sealed record OsLimits
{
    public IReadOnlyDictionary<string, long> Absolute { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
}

internal sealed record DiagnosticsAnswer
{
    public string? State { get; init; }

    public int? NumCpus { get; init; }

    public IReadOnlyList<OsCpuDetail>? CpuDetails { get; init; }

    public IReadOnlyList<OsNicDetail>? NicDetails { get; init; }

    public OsMemoryDetail? MemoryDetails { get; init; }
}

/// <summary>Processor time in nanoseconds; utilisation in % where the hypervisor tells.</summary>
internal sealed record OsCpuDetail(int? Id = null, long? Time = null, double? Utilisation = null);

internal sealed record OsNicDetail(string? MacAddress = null, long? RxOctets = null, long? TxOctets = null);

/// <summary>In MiB.</summary>
internal sealed record OsMemoryDetail(double? Maximum = null, double? Used = null);
