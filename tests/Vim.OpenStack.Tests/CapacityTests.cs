using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>What a look at the capacity costs; at the shaped server, which counts requests.</summary>
public sealed class CapacityTests
{
    [Fact]
    public async Task A_look_asks_each_provider_for_its_usages_and_for_the_rest_only_when_it_changed()
    {
        await using var shaped = await ShapedCloud.StartAsync();
        await using var adapter = await AdapterHost.StartAsync(
            [new OpenStackAccountSettings { Id = "root", AuthUrl = shaped.AuthUrl, UserName = "admin", Password = ShapedCloud.Password, Project = "admin", Region = "RegionOne" }],
            configure: static o => o.MetricsInterval = TimeSpan.Zero);
        var vim = adapter.Client();
        var before = 0;
        (await LookAsync()).ShouldBe((4 * 16, 4 * 16));
        before = shaped.Requests.Count;
        (await LookAsync()).ShouldBe((4 * 16, 4 * 16));
        Asked("usages").ShouldBe(shaped.Hosts.Count);
        (Asked("inventories"), Asked("traits")).ShouldBe((0, 0));

        shaped.Changed["compute2"] = (2, 32);
        before = shaped.Requests.Count;
        (await LookAsync()).ShouldBe((4 * 16, 4 * 32));
        (Asked("usages"), Asked("inventories"), Asked("traits")).ShouldBe((shaped.Hosts.Count, 1, 1));

        async Task<(long First, long Second)> LookAsync()
        {
            var hosts = (await vim.GetCapacityAsync("root", default)).Zones.SelectMany(static z => z.Hosts).ToDictionary(static h => h.Host, static h => h.Pools.SharedVcpus.Total, StringComparer.Ordinal);
            return (hosts["compute1"], hosts["compute2"]);
        }

        int Asked(string part) => shaped.Requests.Skip(before).Count(r => r.Path.EndsWith("/" + part, StringComparison.Ordinal));
    }
}
