using System.Diagnostics;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;
using Xunit.Abstractions;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>A thousand VNFCs: cost grows with what is to be done, not with its square, and healing one is work for one.</summary>
public sealed class GrowthTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_hundred_times_the_vnfcs_cost_about_a_hundred_times_and_healing_one_costs_one()
    {
        await using var host = await VnfmHost.StartAsync(account =>
        {
            foreach (var group in account.Hosts)
            {
                group.Count = 40;
            }
        });
        host.Vnfds.ById[TestVnfd.Id] = TestVnfd.Many(1000);
        var small = await MedianAsync(host, "ten");
        var large = await InstantiateAsync(host, "thousand");
        output.WriteLine($"10 VNFCs: {small.TotalMilliseconds:0.0} ms; 1,000 VNFCs: {large.Time.TotalMilliseconds:0} ms");
        (large.Time / small).ShouldBeLessThan(400, "a thousand VNFCs cost far more than a hundred times ten");

        var vnf = large.Vnf;
        var before = vnf.VimIds();
        host.Nfvi.Delete(VnfmHost.TenantId, VimResourceKind.Compute, vnf.Id + ":compute:front:500", out _);
        var totals = host.Nfvi.Inventory().Totals;
        var clock = Stopwatch.StartNew();
        await vnf.CompleteAsync("heal", "{}");
        output.WriteLine($"heal of one among 1,000: {clock.ElapsedMilliseconds} ms");
        var after = host.Nfvi.Inventory().Totals;
        (after.Created - totals.Created, after.Updated - totals.Updated, after.Deleted - totals.Deleted, after.Actions - totals.Actions).ShouldBe((1, 0, 0, 0));
        vnf.VimIds().Count(i => before[i.Key] != i.Value).ShouldBe(1);
    }

    private static async Task<TimeSpan> MedianAsync(VnfmHost host, string level)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < 15; round++)
        {
            times.Add((await InstantiateAsync(host, level)).Time);
        }
        return times.Order().ElementAt(times.Count / 2);
    }

    private static async Task<(VnfDriver Vnf, TimeSpan Time)> InstantiateAsync(VnfmHost host, string level)
    {
        var vnf = await VnfDriver.CreateAsync(host);
        var done = await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate(level));
        return (vnf, done.StateEnteredTime - done.StartTime);
    }
}
