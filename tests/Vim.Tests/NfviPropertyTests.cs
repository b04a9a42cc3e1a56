using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vim.Tests;

/// <summary>Random lives of an NFVI: whatever is asked for, nothing is given out twice, the same seed gives the same life, and the journal gives it back.</summary>
public sealed class NfviPropertyTests
{
    [Fact]
    public void NothingIsEverOverAllocatedAndAllOfItComesBack() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var time = new ManualTimeProvider();
            using var nfvi = Nfvis.New(Latent(), time, seed);
            var life = new RandomLife(nfvi, seed);
            for (var i = 0; i < 120; i++)
            {
                life.Step(time);
                Sound(nfvi);
            }

            life.Clear(time);
            Sound(nfvi);
            nfvi.Inventory().Resources.ShouldBeEmpty();
            nfvi.Inventory().Hosts.ShouldAllBe(host => host.Servers == 0 && host.Pools.SharedVcpus.Used == 0 && host.Pools.PinnedCores.Used == 0 && host.Pools.MemoryMib.Used == 0
                && host.Pools.Hugepages2Mib.Used == 0 && host.Pools.Hugepages1Gib.Used == 0 && host.Pools.DiskGib.Used == 0 && host.Pools.SriovVfs!.Value.Used == 0);
            nfvi.Capacity("t").Quotas.ShouldAllBe(quota => quota.Used == 0);
            var totals = nfvi.Inventory().Totals;
            return totals.Created == totals.Deleted;
        }));

    [Fact]
    public void TheSameSeedGivesTheSameLife() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Live(seed, null) == Live(seed, null)));

    [Fact]
    public void TheJournalGivesTheStateBack() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var path = Path.Combine(Path.GetTempPath(), $"nfvi-{Guid.NewGuid():N}.journal");
            try
            {
                var time = new ManualTimeProvider();
                string before;
                using (var nfvi = new SimulatedNfvi(Latent(), seed, time, path))
                {
                    var life = new RandomLife(nfvi, seed);
                    for (var i = 0; i < 100; i++) life.Step(time);
                    before = Dump(nfvi);
                    File.Copy(path, path + ".killed"); // what a kill at this moment leaves: nothing was closed
                }

                File.Move(path + ".killed", path, overwrite: true);

                // A line that was being written when the process died.
                File.AppendAllText(path, "{\"put\":{\"tenant\":\"t\",\"ke");
                using var again = new SimulatedNfvi(Latent(), seed, time, path);
                Dump(again).ShouldBe(before);
                Sound(again);
                return true;
            }
            finally
            {
                File.Delete(path);
            }
        }));

    [Fact]
    public void AffinityIsHonoured()
    {
        using var nfvi = Nfvis.New();
        nfvi.Put("apart", new AffinityGroupSpec { Policy = VimAffinityPolicy.ANTI_AFFINITY });
        nfvi.Put("together", new AffinityGroupSpec { Policy = VimAffinityPolicy.AFFINITY });
        nfvi.Put("zones", new AffinityGroupSpec { Policy = VimAffinityPolicy.ANTI_AFFINITY, Scope = VimAffinityScope.ZONE });
        var apart = Enumerable.Range(0, 5).Select(i => nfvi.Put($"a{i}", Nfvis.Server() with { AffinityGroupKeys = ["apart"] })).ToList();
        apart.Take(4).Select(server => server.Outputs.Host).Distinct().Count().ShouldBe(4);
        apart[4].State.ShouldBe(VimResourceState.ERROR);
        Enumerable.Range(0, 4).Select(i => nfvi.Put($"b{i}", Nfvis.Server() with { AffinityGroupKeys = ["together"] }).Outputs.Host).Distinct().Count().ShouldBe(1);
        Enumerable.Range(0, 3).Select(i => nfvi.Put($"c{i}", Nfvis.Server() with { AffinityGroupKeys = ["zones"] }).State).ShouldBe([VimResourceState.ACTIVE, VimResourceState.ACTIVE, VimResourceState.ERROR]);
        nfvi.Delete("t", VimResourceKind.Compute, "a0", out _);
        nfvi.Put("a4", Nfvis.Server() with { AffinityGroupKeys = ["apart"] }).Outputs.Host.ShouldBe(apart[0].Outputs.Host);
    }

    [Fact]
    public void ADamagedJournalIsToldWithItsPlace()
    {
        var path = Path.Combine(Path.GetTempPath(), $"nfvi-{Guid.NewGuid():N}.journal");
        try
        {
            File.WriteAllText(path, "nonsense\n{}\n");
            Should.Throw<InvalidDataException>(() => Nfvis.New(journal: path)).Message.ShouldContain(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Keys that are remembered are lines of a compacted journal too: with many of them, every change made it anew (found by chaos, as rounds that became slower and slower).</summary>
    [Fact]
    public void CompactionIsRareHoweverManyKeysAreRemembered()
    {
        var path = Path.Combine(Path.GetTempPath(), $"nfvi-{Guid.NewGuid():N}.journal");
        try
        {
            using var nfvi = Nfvis.New(journal: path);
            var made = 0;
            void Change(int keys)
            {
                for (var end = made + keys; made < end; made++)
                {
                    nfvi.Put($"g{made}", new AffinityGroupSpec { Policy = VimAffinityPolicy.AFFINITY });
                    nfvi.Delete("t", VimResourceKind.AffinityGroup, $"g{made}", out _);
                }
            }
            Change(10_500);
            var anew = 0;
            for (var i = 0; i < 50; i++)
            {
                // A file that was replaced is no longer what the path leads to.
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                Change(1);
                anew += file.Length == new FileInfo(path).Length ? 0 : 1;
            }
            anew.ShouldBeLessThanOrEqualTo(1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void CompactionKeepsEverything()
    {
        var path = Path.Combine(Path.GetTempPath(), $"nfvi-{Guid.NewGuid():N}.journal");
        try
        {
            string before;
            using (var nfvi = Nfvis.New(journal: path))
            {
                nfvi.Put("kept", Nfvis.Server());
                for (var i = 0; i < 12_000; i++)
                {
                    nfvi.Put("g", new AffinityGroupSpec { Policy = VimAffinityPolicy.AFFINITY });
                    nfvi.Delete("t", VimResourceKind.AffinityGroup, "g", out _);
                }

                before = Dump(nfvi);
            }

            File.ReadLines(path).Count().ShouldBeLessThan(15_000);
            using var again = Nfvis.New(journal: path);
            Dump(again).ShouldBe(before);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static SimulatedAccountOptions Latent() => Nfvis.Options(
        latency: new LatencyOptions
        {
            Boot = new DurationOptions { Shape = DurationShape.Uniform, Milliseconds = 0, MaxMilliseconds = 3000 },
            Delete = new DurationOptions { Shape = DurationShape.LogNormal, Milliseconds = 500 },
        },
        quota: new QuotaOptions { Servers = 30 });

    private static string Live(int seed, string? journal)
    {
        var time = new ManualTimeProvider();
        using var nfvi = new SimulatedNfvi(Latent(), seed, time, journal);
        var life = new RandomLife(nfvi, seed);
        for (var i = 0; i < 100; i++) life.Step(time);
        return Dump(nfvi);
    }

    private static string Dump(SimulatedNfvi nfvi) => JsonSerializer.Serialize(nfvi.Inventory(), SimulatorJsonContext.Default.SimulatorInventory);

    private static void Sound(SimulatedNfvi nfvi)
    {
        var inventory = nfvi.Inventory();
        foreach (var host in inventory.Hosts)
        {
            foreach (var pool in new[] { host.Pools.SharedVcpus, host.Pools.PinnedCores, host.Pools.MemoryMib, host.Pools.Hugepages2Mib, host.Pools.Hugepages1Gib, host.Pools.DiskGib, host.Pools.SriovVfs!.Value }
                         .Concat(host.NumaNodes.SelectMany(node => new[] { node.PinnedCores, node.MemoryMib, node.Hugepages2Mib, node.Hugepages1Gib, node.SriovVfs })))
            {
                pool.Used.ShouldBeInRange(0, pool.Total, host.Host);
            }

            // The counters are what the servers hold.
            var servers = inventory.Resources.Where(item => item.Resource.Outputs.Host == host.Host).Select(item => (ComputeSpec)item.Resource.Spec).ToList();
            host.Servers.ShouldBe(servers.Count);
            host.Pools.SharedVcpus.Used.ShouldBe(servers.Where(server => server.CpuPolicy == VimCpuPolicy.SHARED).Sum(server => server.Vcpus));
            host.Pools.MemoryMib.Used.ShouldBe(servers.Where(server => server.HugepageSizeKib is null).Sum(server => server.MemoryMib));
            host.Pools.DiskGib.Used.ShouldBe(servers.Sum(server => server.DiskGib));
        }

        inventory.Resources.Where(item => item.Resource.Kind == VimResourceKind.Port).SelectMany(item => item.Resource.Outputs.Addresses.Select(address => (item.Resource.Outputs.VimNetworkId, address.Address)))
            .ShouldBeUnique();
        inventory.Counters.ShouldAllBe(counter => counter.Counters.Created - counter.Counters.Deleted == 0 || counter.Counters.Created - counter.Counters.Deleted == 1);
    }

    /// <summary>Calls of all sorts, sensible and not, out of a seed.</summary>
    private sealed class RandomLife(SimulatedNfvi nfvi, int seed)
    {
        private readonly Random random = new(seed);

        public void Step(ManualTimeProvider time)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(800)));
            var key = $"k{random.Next(12)}";
            try
            {
                switch (random.Next(20))
                {
                    case 0 or 1: nfvi.Put($"n{random.Next(3)}", Nfvis.Network($"10.{random.Next(2)}.0.0/28")); break;
                    case 2 or 3 or 4:
                        nfvi.Put(key, new PortSpec
                        {
                            NetworkRef = $"n{random.Next(3)}",
                            VnicType = random.Next(2) == 0 ? VimVnicType.NORMAL : VimVnicType.DIRECT,
                            FixedIps = random.Next(4) == 0 ? [new VimFixedIp { Address = $"10.0.0.{random.Next(16)}" }] : [],
                            SecurityGroups = random.Next(3) == 0 ? [$"k{random.Next(4)}"] : [],
                            SubPorts = random.Next(5) == 0 ? [new VimSubPort($"k{random.Next(12)}", 1 + random.Next(3))] : [],
                            FloatingIp = random.Next(5) == 0 ? new VimFloatingIp($"n{random.Next(3)}", null) : null,
                        });
                        break;
                    case 5:
                        nfvi.Put(key, new StorageSpec { SizeGib = 1 + random.Next(5), MultiAttach = random.Next(2) == 0, SnapshotKey = random.Next(4) == 0 ? $"k{random.Next(12)}" : null });
                        break;
                    case 6: nfvi.Put($"g{random.Next(2)}", new AffinityGroupSpec { Policy = (VimAffinityPolicy)random.Next(4) }); break;
                    case 7 or 8 or 9 or 10: nfvi.Put(key, Compute()); break;
                    case 11: nfvi.Act("t", VimResourceKind.Compute, key, new VimAction { Type = (VimActionType)random.Next(6), ActionId = $"a{random.Next(20)}" }, out _); break;
                    case 14: nfvi.Put($"k{random.Next(4)}", new SecurityGroupSpec { Name = "g", Rules = random.Next(2) == 0 ? [] : [new VimSecurityRule { RemoteGroup = $"k{random.Next(4)}" }] }); break;
                    case 15: nfvi.Put(key, new SnapshotSpec { SourceKind = random.Next(2) == 0 ? VimResourceKind.Compute : VimResourceKind.Storage, SourceKey = $"k{random.Next(12)}" }); break;
                    case 16: nfvi.ActOnHost("t", $"zone-{1 + random.Next(2)}-host-{1 + random.Next(2)}", new VimHostAction { Type = (VimHostActionType)random.Next(2) }); break;
                    case 12: nfvi.SetHost($"zone-{1 + random.Next(2)}-host-{1 + random.Next(2)}", up: random.Next(3) > 0); break;
                    case 13: nfvi.AddFault(new FaultRule { Mode = (FaultMode)random.Next(4), Times = 1, Probability = 0.5 }); break;
                    default: nfvi.Delete("t", (VimResourceKind)random.Next(8), random.Next(4) == 0 ? $"n{random.Next(3)}" : key, out _); break;
                }
            }
            catch (VimException)
            {
                // refused: the invariants must hold all the same
            }
        }

        public void Clear(ManualTimeProvider time)
        {
            nfvi.ClearFaults();
            for (var i = 0; i < 4; i++)
            {
                nfvi.ReleaseHung();
                time.Advance(TimeSpan.FromHours(1));
                foreach (var kind in new[] { VimResourceKind.Compute, VimResourceKind.Port, VimResourceKind.Storage, VimResourceKind.AffinityGroup, VimResourceKind.Network, VimResourceKind.SecurityGroup, VimResourceKind.Snapshot })
                {
                    foreach (var resource in nfvi.List("t", new VimResourceQuery { Kind = kind, Limit = 1000 }).Resources)
                    {
                        try
                        {
                            nfvi.Delete("t", kind, resource.Key, out _);
                            time.Advance(TimeSpan.FromHours(1));
                        }
                        catch (VimException busy) when (busy.Cause == VimErrorCause.CONFLICT)
                        {
                            // attached to something that goes in this or the next round
                        }
                    }
                }
            }
        }

        private ComputeSpec Compute() => Nfvis.Server(1 + random.Next(4), 512 * (1 + random.Next(8))) with
        {
            DiskGib = random.Next(20),
            CpuPolicy = random.Next(3) == 0 ? VimCpuPolicy.DEDICATED : VimCpuPolicy.SHARED,
            HugepageSizeKib = random.Next(4) switch { 0 => 2048, 1 => 1048576, _ => null },
            NumaNodes = random.Next(3),
            PortKeys = [.. Enumerable.Range(0, 12).Where(_ => random.Next(6) == 0).Select(i => $"k{i}")],
            VolumeKeys = random.Next(5) == 0 ? [$"k{random.Next(12)}"] : [],
            AffinityGroupKeys = random.Next(3) == 0 ? [$"g{random.Next(2)}"] : [],
            ImageRef = random.Next(4) == 0 ? $"k{random.Next(12)}" : null,
            Zone = random.Next(3) == 0 ? "zone-1" : null,
        };
    }
}
