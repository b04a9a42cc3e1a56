using NfvOrchestrator.Placement.Capacity;

namespace NfvOrchestrator.Placement.Tests.Capacity;

/// <summary>Small clouds for tests.</summary>
internal static class Clouds
{
    public static ResourceAmounts Cpu(long vcpus, long memoryMiB = 0, long storageGiB = 0, long vfs = 0)
        => new() { Vcpus = vcpus, MemoryMiB = memoryMiB, StorageGiB = storageGiB, SriovVfs = vfs };

    public static HostCapacity Host(string id, ResourceAmounts total, ResourceAmounts used = default, bool up = true, params string[] traits)
        => new() { HostId = id, Total = total, Used = used, Up = up, Traits = traits };

    public static ZoneCapacity Zone(string id, ResourceAmounts total, ResourceAmounts used = default, params string[] groups)
        => new() { ZoneId = id, Total = total, Used = used, ZoneGroups = groups };

    public static ZoneCapacity Zone(string id, params HostCapacity[] hosts) => new()
    {
        ZoneId = id,
        Hosts = hosts,
        Total = hosts.Aggregate(default(ResourceAmounts), (s, h) => s + h.Total),
        Used = hosts.Aggregate(default(ResourceAmounts), (s, h) => s + h.Used),
    };

    public static CapacityModel Vim(string id, params ZoneCapacity[] zones) => new() { Vims = [new VimCapacity { VimId = id, Zones = zones }] };

    public static CapacityModel And(this CapacityModel one, CapacityModel other) => new() { Vims = [.. one.Vims, .. other.Vims] };

    public static CapacityModel WithQuota(this CapacityModel model, string tenant, ResourceAmounts limit, ResourceAmounts used = default)
        => new() { Vims = model.Vims.Select(v => v with { Quotas = [new TenantQuota { Tenant = tenant, Limit = limit, Used = used }] }).ToList() };

    public static ResourceDemand Server(string key, long vcpus, long memoryMiB = 0) => new() { Key = key, Amounts = Cpu(vcpus, memoryMiB) };

    public static PlacementRequest Request(params ResourceDemand[] demands) => new() { Tenant = "t", Demands = demands };

    public static AffinityGroup Apart(AffinityScope scope, bool bestEffort, params string[] members)
        => new() { Id = "apart", Anti = true, Scope = scope, Members = members, FallbackBestEffort = bestEffort };

    public static AffinityGroup Together(AffinityScope scope, params string[] members)
        => new() { Id = "together", Anti = false, Scope = scope, Members = members };

    public static ReservationLine Line(string key, string vim, string zone, long vcpus, string? host = null)
        => new() { Key = key, VimId = vim, ZoneId = zone, HostId = host, Amounts = Cpu(vcpus) };
}
