using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.OpenStack;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Benchmarks.OpenStack;

/// <summary>
/// What the OpenStack adapter costs and how fast VNFs come up over it, beside a script written by hand and beside Heat on the same OpenStack in the same run. <c>--part NAME[=COUNT]</c>, as often as wanted, names
/// what is run (all otherwise): <c>overhead</c> (ports), <c>followed</c> (servers; shaped server only), <c>script</c> (servers of one VNF), <c>heat</c> (rounds), <c>rate</c> (VNFs), <c>ends</c> (rounds): the last
/// four at the real one, <c>NFV_OPENSTACK_AUTH_URL</c>. A part that takes longer than <c>--minutes</c> (10) is broken off and has no verdict.
/// </summary>
internal static class OpenStackBenchmark
{
    private static readonly string[] Everywhere = ["overhead", "followed"];
    private static readonly string[] OnlyReal = ["script", "heat", "rate", "ends"];

    public static async Task RunAsync(string[] arguments)
    {
        var figures = new List<Figure>();
        var (parts, minutes) = Read(arguments);
        int Count(string part, int usual) => parts.GetValueOrDefault(part) ?? usual;
        if (parts.Count == 0)
        {
            foreach (var part in CloudUnderTest.IsReal ? OnlyReal.Prepend("overhead") : Everywhere)
            {
                parts[part] = null;
            }
        }
        Console.WriteLine($"{(CloudUnderTest.RealAuthUrl is { } url ? $"OpenStack at {url}" : "the shaped OpenStack of the tests (NFV_OPENSTACK_AUTH_URL names a real one)")}; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}, {Environment.ProcessorCount} cores");
        if (parts.ContainsKey("overhead"))
        {
            Say([await OverheadAsync(Count("overhead", 500))]);
        }
        if (parts.ContainsKey("followed"))
        {
            Say([await FollowAsync(Count("followed", 1000))]);
        }
        if (parts.Keys.Where(static p => OnlyReal.Contains(p, StringComparer.Ordinal)).ToList() is { Count: > 0 } real)
        {
            if (!CloudUnderTest.IsReal)
            {
                throw new ArgumentException($"{string.Join(", ", OnlyReal)} need a real OpenStack (NFV_OPENSTACK_AUTH_URL).", nameof(arguments));
            }
            await using var stack = await StackOnOpenStack.StartAsync();
            var image = (await stack.Eyes.ListAsync("image", "/v2/images?name=" + CloudUnderTest.Image, "images"))[0];
            var flavour = (await stack.Eyes.ListAsync("compute", "/flavors/detail", "flavors")).First(static f => (int)f["vcpus"]! == 1 && (int)f["ram"]! == 512 && (int)f["disk"]! == 1);
            foreach (var part in real)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(minutes));
                stack.Limit = limit.Token;
                var peers = new PeerScript(stack.Eyes, stack.Network, (string)image["id"]!, (string)flavour["id"]!, limit.Token);
                var clock = Stopwatch.StartNew();
                try
                {
                    Say(part switch
                    {
                        "script" => await ManyAsync(stack, peers, Count(part, 50)),
                        "heat" => await HeatOneAsync(stack, peers, Count(part, 5)),
                        "rate" => await HeatRateAsync(stack, peers, Count(part, 50)),
                        _ => await EndsAsync(stack, Count(part, 5)),
                    });
                }
                catch (OperationCanceledException) when (limit.IsCancellationRequested)
                {
                    Say([new Figure(part, $"broken off after {minutes} minutes", "", Met: false)]);
                }
                catch (Exception failure)
                {
                    // Told before what it left is removed, which would fail over it.
                    Console.WriteLine(failure);
                    Say([new Figure(part, $"failed: {failure.GetType().Name}: {failure.Message}", "", Met: false)]);
                }
                stack.Limit = CancellationToken.None;
                await stack.EmptyAsync();
                Phase($"{part}, with everything removed", clock);
            }
        }
        Figure.Print(figures);

        // At once, too: a run that is cut short has said something.
        void Say(IReadOnlyList<Figure> found)
        {
            figures.AddRange(found);
            foreach (var figure in found)
            {
                Console.WriteLine($"{figure.Name}: {figure.Value}");
            }
        }
    }

    private static (SortedDictionary<string, int?> Parts, int Minutes) Read(string[] arguments)
    {
        var parts = new SortedDictionary<string, int?>(StringComparer.Ordinal);
        var minutes = 10;
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case "--part" when value.Split('=') is var words && Everywhere.Concat(OnlyReal).Contains(words[0], StringComparer.Ordinal) && (words.Length == 1 || int.TryParse(words[1], CultureInfo.InvariantCulture, out _)):
                    parts[words[0]] = words.Length == 1 ? null : int.Parse(words[1], CultureInfo.InvariantCulture);
                    break;
                case "--minutes" when int.TryParse(value, CultureInfo.InvariantCulture, out minutes):
                    break;
                default:
                    throw new ArgumentException($"'{arguments[i]} {value}' is not understood: --part {string.Join('|', Everywhere.Concat(OnlyReal))}[=COUNT], --minutes N.", nameof(arguments));
            }
        }
        return (parts, minutes);
    }

    private static void Phase(string what, Stopwatch clock) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {clock.Elapsed.TotalSeconds,7:0.0} s  {what}"));

    /// <summary>Ports are put one after the other; the time of a put less the time its requests were with OpenStack, divided by those requests.</summary>
    private static async Task<Figure> OverheadAsync(int count)
    {
        await using var cloud = await CloudUnderTest.StartAsync();
        await using var project = await CloudProject.MakeAsync(cloud, "overhead");
        var folder = Directory.CreateTempSubdirectory("nfv-openstack-");
        var own = new List<double>(count);
        await using (var host = await AdapterAsync(project.Account("os"), folder))
        {
            var driver = host.Services.GetRequiredService<IVimDriver>();
            var caller = new VimCallContext(new TenantId("t"), "benchmark", "benchmark");
            await driver.PutAsync(caller, "os", "net", new NetworkSpec { Name = "n", Subnets = [new VimSubnet { Cidr = "10.96.0.0/16", Gateway = null, Dhcp = false }] }, default);
            var account = await host.Services.GetRequiredService<AccountRegistry>().GetAsync(new TenantId("t"), "os", default);
            for (var i = -count / 10; i < count; i++)
            {
                var (calls, inCloud) = account.Cloud.Transport.Counters;
                var begin = Stopwatch.GetTimestamp();
                await driver.PutAsync(caller, "os", Key(i), new PortSpec { NetworkRef = "net" }, default);
                var took = Stopwatch.GetElapsedTime(begin);
                var (callsAfter, inCloudAfter) = account.Cloud.Transport.Counters;
                if (i >= 0) // the first ones compile the code
                {
                    own.Add((took - (inCloudAfter - inCloud)).TotalMilliseconds / Math.Max(1, callsAfter - calls));
                }
            }
            await Parallel.ForAsync(-count / 10, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) => await driver.DeleteAsync(caller, "os", VimResourceKind.Port, Key(i), token));
            await driver.DeleteAsync(caller, "os", VimResourceKind.Network, "net", default);
        }
        folder.Delete(recursive: true);
        own.Sort();
        return Figure.AtMost("adapter's own time per OpenStack request, p50", own[count / 2], 1, "ms", string.Create(CultureInfo.InvariantCulture, $"{count} ports, SQLite; p90 {own[count * 9 / 10]:0.000}, p99 {own[count * 99 / 100]:0.000}"));

        static string Key(int i) => string.Create(CultureInfo.InvariantCulture, $"p{i + 1_000_000}");
    }

    /// <summary>Servers in BUILD until the last is ACTIVE: requests a second to the shaped server.</summary>
    private static async Task<Figure> FollowAsync(int count)
    {
        await using var cloud = await CloudUnderTest.StartAsync();
        if (cloud.Shaped is not { } shaped)
        {
            throw new InvalidOperationException("followed needs a thousand servers: it runs at the shaped server only.");
        }
        shaped.BuildTime = TimeSpan.FromSeconds(20);
        var folder = Directory.CreateTempSubdirectory("nfv-openstack-");
        double rate;
        string how;
        await using (var host = await AdapterAsync(cloud.Account("os"), folder))
        {
            var driver = host.Services.GetRequiredService<IVimDriver>();
            var caller = new VimCallContext(new TenantId("t"), "benchmark", "benchmark");
            var spec = new ComputeSpec { Name = "s", Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image };
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) => await driver.PutAsync(caller, "os", $"s{i.ToString(CultureInfo.InvariantCulture)}", spec, token));
            var begin = DateTimeOffset.UtcNow;
            var follow = host.Services.GetRequiredService<FollowLoop>();
            while (follow.Followers.Sum(static f => f.Following) > 0)
            {
                await Task.Delay(50);
            }
            var end = DateTimeOffset.UtcNow;
            var requests = shaped.Requests.Count(r => r.At >= begin && r.At <= end && r.Path.StartsWith("/compute/", StringComparison.Ordinal));
            rate = requests / (end - begin).TotalSeconds;
            how = string.Create(CultureInfo.InvariantCulture, $"{requests} requests in {(end - begin).TotalSeconds:0.0} s");
        }
        folder.Delete(recursive: true);
        return Figure.AtMost($"{count} servers in BUILD followed", rate, 5, "requests/s", how);
    }

    /// <summary>The script goes first and second, the VNF between and after: each has a warm and a busy cloud once.</summary>
    private static async Task<IReadOnlyList<Figure>> ManyAsync(StackOnOpenStack stack, PeerScript peers, int servers)
    {
        var (script, ours) = (new List<double>(), new List<double>());
        foreach (var first in new[] { "script", "ours" })
        {
            foreach (var who in first == "script" ? new[] { "script", "ours" } : ["ours", "script"])
            {
                var clock = Stopwatch.StartNew();
                if (who == "script")
                {
                    var made = await peers.ServersAsync(servers, "script");
                    script.Add(clock.Elapsed.TotalSeconds);
                    Phase($"script: {servers} servers are ACTIVE", clock);
                    await peers.RemoveAsync(made);
                }
                else
                {
                    var vnf = await stack.CreateAsync(servers);
                    clock.Restart();
                    using var traffic = new CloudTraffic();
                    await stack.EndAsync(await stack.InstantiateAsync(vnf), 100);
                    ours.Add(clock.Elapsed.TotalSeconds);
                    Phase($"ours: the VNF of {servers} servers is INSTANTIATED; {traffic.Tell(servers)}", clock);
                    await stack.TerminateAsync([vnf]);
                }
            }
        }
        return [Figure.AtMost($"a VNF of {servers} servers with ports, beside a parallel script", ours.Sum() / script.Sum(), 1.15, "x", string.Create(CultureInfo.InvariantCulture, $"two rounds, first the one, then the other first: ours {string.Join(" and ", ours.Select(One))}, script {string.Join(" and ", script.Select(One))}"))];

        static string One(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");
    }

    private static async Task<IReadOnlyList<Figure>> HeatOneAsync(StackOnOpenStack stack, PeerScript peers, int rounds)
    {
        var (heat, ours) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var made = await peers.StackAsync(string.Create(CultureInfo.InvariantCulture, $"one-{round}"), TimeSpan.FromMilliseconds(100));
            heat.Add(clock.Elapsed.TotalSeconds);
            Phase("Heat: one server", clock);
            await peers.RemoveStacksAsync([made]);
            var vnf = await stack.CreateAsync(1);
            using var traffic = new CloudTraffic();
            clock.Restart();
            await stack.EndAsync(await stack.InstantiateAsync(vnf), 100);
            ours.Add(clock.Elapsed.TotalSeconds);
            Phase($"ours: one server; {traffic.Tell(1)}", clock);
            await stack.TerminateAsync([vnf]);
        }
        return [Figure.AtMost("a one-server VNF, one at a time, beside Heat", Median(ours) / Median(heat), 0.7, "x", string.Create(CultureInfo.InvariantCulture, $"medians of {rounds}: ours {Median(ours):0.00} s, Heat {Median(heat):0.00} s; in total {ours.Sum() / heat.Sum():0.000} x"))];
    }

    private static async Task<IReadOnlyList<Figure>> HeatRateAsync(StackOnOpenStack stack, PeerScript peers, int count)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 10 };
        var stacks = new string[count];
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, count, parallel, async (i, _) => stacks[i] = await peers.StackAsync(string.Create(CultureInfo.InvariantCulture, $"many-{i}"), TimeSpan.FromMilliseconds(250)));
        var heat = count / clock.Elapsed.TotalMinutes;
        Phase($"Heat: {count} stacks of one server", clock);
        await peers.RemoveStacksAsync(stacks);
        Phase("Heat: with their removal", clock);
        var vnfs = new string[count];
        using var traffic = new CloudTraffic();
        clock.Restart();
        await Parallel.ForAsync(0, count, parallel, async (i, _) =>
        {
            vnfs[i] = await stack.CreateAsync(1);
            await stack.EndAsync(await stack.InstantiateAsync(vnfs[i]), 250);
        });
        var ours = count / clock.Elapsed.TotalMinutes;
        Phase($"ours: {count} VNFs of one server; {traffic.Tell(count)}", clock);
        await stack.TerminateAsync(vnfs);
        return [Figure.AtLeast($"{count} one-server VNFs, 10 at a time, beside Heat", ours / heat, 1.5, "x", string.Create(CultureInfo.InvariantCulture, $"ours {ours:0.0} a minute, Heat {heat:0.0} a minute"))];
    }

    /// <summary>How long after its server is ACTIVE an operation ends.</summary>
    private static async Task<IReadOnlyList<Figure>> EndsAsync(StackOnOpenStack stack, int rounds)
    {
        var (scale, heal) = (new List<double>(), new List<double>());
        var vnf = await stack.CreateAsync(1);
        await stack.EndAsync(await stack.InstantiateAsync(vnf));
        for (var round = 0; round < rounds; round++)
        {
            scale.Add(await LagAsync(async () => (await stack.Api.VnfLcm.ScaleAsync(vnf, new ScaleVnfRequest { Type = ScaleType.SCALE_OUT, AspectId = OneVduPackage.Aspect, NumberOfSteps = 1 })).OpOccId));
            var sick = (await stack.Api.VnfLcm.GetAsync(vnf))!.InstantiatedVnfInfo!.VnfcResourceInfo![0];
            heal.Add(await LagAsync(async () => (await stack.Api.VnfLcm.HealAsync(vnf, new HealVnfRequest { VnfcInstanceId = [sick.Id], Cause = "benchmark" })).OpOccId));
        }
        await stack.TerminateAsync([vnf]);
        return
        [
            Figure.AtMost("scale-out by one ends after its server is ACTIVE, median", Median(scale), 0.5, "s", string.Create(CultureInfo.InvariantCulture, $"{rounds} times, worst {scale.Max():0.00}")),
            Figure.AtMost("heal of one ends after its server is ACTIVE, median", Median(heal), 0.5, "s", string.Create(CultureInfo.InvariantCulture, $"{rounds} times, worst {heal.Max():0.00}")),
        ];

        async Task<double> LagAsync(Func<Task<string>> start)
        {
            var before = await ServersAsync();
            var operation = await start();
            var end = stack.EndAsync(operation, 20);
            long? active = null;
            var disturbed = false;
            while (!end.IsCompleted)
            {
                var now = await ServersAsync();
                var calm = now.Values.All(static s => s == "ACTIVE");
                disturbed |= !calm || now.Keys.Any(k => !before.ContainsKey(k));
                active = disturbed && calm ? active ?? Stopwatch.GetTimestamp() : null;
                await Task.WhenAny(end, Task.Delay(40));
            }
            await end;
            return active is { } at ? Stopwatch.GetElapsedTime(at).TotalSeconds : 0; // it ended before the next look
        }

        async Task<Dictionary<string, string>> ServersAsync() =>
            (await stack.Eyes.ListAsync("compute", "/servers/detail", "servers")).ToDictionary(static s => (string)s["id"]!, static s => s["OS-EXT-STS:task_state"] is null ? (string)s["status"]! : "busy", StringComparer.Ordinal);
    }

    private static Task<ServiceHost> AdapterAsync(OpenStackAccountSettings account, DirectoryInfo folder) => ServiceHost.StartAsync(
        builder =>
        {
            builder.Services.AddDocumentStore(new StoreOptions { Path = Path.Combine(folder.FullName, "vim.db"), Durability = StoreDurability.Normal });
            builder.Services.AddEventBus(new EventBusOptions());
            builder.Services.AddNfvDataProtection();
            builder.Services.AddOpenStackVim(o =>
            {
                o.Accounts.Add(account);
                o.MetricsInterval = TimeSpan.Zero;
            });
        },
        app => app.MapVimOpenStack());

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
