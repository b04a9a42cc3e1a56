using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vim.Tests;

/// <summary>Small NFVIs and specifications for tests.</summary>
internal static class Nfvis
{
    public static SimulatedAccountOptions Options(int hostsPerZone = 2, int pinned = 4, LatencyOptions? latency = null, QuotaOptions? quota = null)
    {
        var options = new SimulatedAccountOptions { Latency = latency ?? new LatencyOptions(), Quota = quota ?? new QuotaOptions() };
        foreach (var zone in new[] { "zone-1", "zone-2" })
        {
            options.Hosts.Add(new HostGroupOptions
            {
                NamePrefix = zone + "-host-",
                Zone = zone,
                Count = hostsPerZone,
                NumaNodes = 2,
                SharedCoresPerNuma = 4,
                CpuOvercommit = 2,
                PinnedCoresPerNuma = pinned,
                MemoryMibPerNuma = 16_384,
                Hugepages2MibPerNuma = 4_096,
                Hugepages1GibPerNuma = 4_096,
                SriovVfsPerNuma = 2,
                DiskGib = 100,
            });
        }

        return options;
    }

    public static SimulatedNfvi New(SimulatedAccountOptions? options = null, TimeProvider? time = null, int seed = 1, string? journal = null) =>
        new(options ?? Options(), seed, time ?? new ManualTimeProvider(), journal);

    public static ComputeSpec Server(int vcpus = 1, long memory = 512) => new() { Name = "s", Vcpus = vcpus, MemoryMib = memory };

    public static NetworkSpec Network(string cidr = "10.0.0.0/24") => new() { Name = "n", Subnets = [new VimSubnet { Cidr = cidr, Gateway = null }] };

    public static VimResource Put(this SimulatedNfvi nfvi, string key, VimResourceSpec spec, string tenant = "t") => nfvi.Put(tenant, key, spec, out _).Resource;

    public static VimResource? Get(this SimulatedNfvi nfvi, VimResourceKind kind, string key, string tenant = "t") => nfvi.Find(tenant, kind, key);
}
