using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Benchmarks.OpenStack;

/// <summary>What somebody would write by hand who wants the same servers and ports as fast as the API makes them, and Heat, which is given a template of them.</summary>
internal sealed class PeerScript(CloudEyes eyes, string network, string image, string flavour, CancellationToken limit)
{
    private const int Width = 24;

    /// <summary>Servers with a port each, in parallel, until all are ACTIVE.</summary>
    public async Task<IReadOnlyList<(string Server, string Port)>> ServersAsync(int count, string name)
    {
        var made = new (string Server, string Port)[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Width }, async (i, _) =>
        {
            var port = await eyes.SendAsync(HttpMethod.Post, "network", "/v2.0/ports", new JsonObject { ["port"] = new JsonObject { ["network_id"] = network, ["name"] = Name(name, i) } });
            var portId = (string)port!["port"]!["id"]!;
            var server = await eyes.SendAsync(HttpMethod.Post, "compute", "/servers", new JsonObject
            {
                ["server"] = new JsonObject { ["name"] = Name(name, i), ["flavorRef"] = flavour, ["imageRef"] = image, ["networks"] = new JsonArray(new JsonObject { ["port"] = portId }) },
            });
            made[i] = ((string)server!["server"]!["id"]!, portId);
        });
        var mine = made.Select(static m => m.Server).ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            var all = (await eyes.ListAsync("compute", "/servers/detail?limit=1000", "servers")).Where(s => mine.Contains((string)s["id"]!)).ToList();
            if (all.Exists(static s => (string?)s["status"] == "ERROR"))
            {
                throw new InvalidOperationException($"A server of the script is in ERROR: {all.First(static s => (string?)s["status"] == "ERROR")["fault"]}");
            }
            if (all.Count(static s => (string?)s["status"] == "ACTIVE") == count)
            {
                return made;
            }
            await Task.Delay(300, limit);
        }
    }

    public async Task RemoveAsync(IReadOnlyList<(string Server, string Port)> made)
    {
        await Parallel.ForEachAsync(made, new ParallelOptions { MaxDegreeOfParallelism = Width }, async (m, _) => await eyes.SendAsync(HttpMethod.Delete, "compute", $"/servers/{m.Server}"));
        var mine = made.Select(static m => m.Server).ToHashSet(StringComparer.Ordinal);
        while ((await eyes.ListAsync("compute", "/servers/detail?limit=1000", "servers")).Any(s => mine.Contains((string)s["id"]!)))
        {
            await Task.Delay(500, limit);
        }
        await Parallel.ForEachAsync(made, new ParallelOptions { MaxDegreeOfParallelism = Width }, async (m, _) => await eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/ports/{m.Port}"));
    }

    /// <summary>A Heat stack of one server with one port, until it is CREATE_COMPLETE; its path.</summary>
    public async Task<string> StackAsync(string name, TimeSpan pause)
    {
        var made = await eyes.SendAsync(HttpMethod.Post, "orchestration", "/stacks", new JsonObject
        {
            ["stack_name"] = name,
            ["template"] = new JsonObject
            {
                ["heat_template_version"] = "2018-08-31",
                ["resources"] = new JsonObject
                {
                    ["port"] = new JsonObject { ["type"] = "OS::Neutron::Port", ["properties"] = new JsonObject { ["network"] = network } },
                    ["server"] = new JsonObject
                    {
                        ["type"] = "OS::Nova::Server",
                        ["properties"] = new JsonObject { ["flavor"] = flavour, ["image"] = image, ["networks"] = new JsonArray(new JsonObject { ["port"] = new JsonObject { ["get_resource"] = "port" } }) },
                    },
                },
            },
        });
        var path = $"/stacks/{name}/{(string)made!["stack"]!["id"]!}";
        while (true)
        {
            var stack = (await eyes.SendAsync(HttpMethod.Get, "orchestration", path))!["stack"]!;
            switch ((string)stack["stack_status"]!)
            {
                case "CREATE_COMPLETE":
                    return path;
                case "CREATE_FAILED":
                    throw new InvalidOperationException($"Heat: {stack["stack_status_reason"]}");
                default:
                    await Task.Delay(pause, limit);
                    break;
            }
        }
    }

    public async Task RemoveStacksAsync(IEnumerable<string> paths)
    {
        var list = paths.ToList();
        await Parallel.ForEachAsync(list, new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (path, _) => await eyes.SendAsync(HttpMethod.Delete, "orchestration", path));
        var asked = Stopwatch.StartNew();
        while (true)
        {
            var left = (await eyes.ListAsync("orchestration", "/stacks", "stacks")).Where(s => list.Exists(p => p.EndsWith((string)s["id"]!, StringComparison.Ordinal))).ToList();
            if (left.Count == 0)
            {
                return;
            }
            // Heat gives up a removal that Nova or Neutron was too busy for, or forgets it half-way, and does not begin again by itself.
            var again = asked.Elapsed > TimeSpan.FromMinutes(1);
            if (again)
            {
                asked.Restart();
            }
            foreach (var stack in left.Where(s => again || (string?)s["stack_status"] == "DELETE_FAILED"))
            {
                await eyes.SendAsync(HttpMethod.Delete, "orchestration", $"/stacks/{(string)stack["stack_name"]!}/{(string)stack["id"]!}");
            }
            await Task.Delay(1000, limit);
        }
    }

    private static string Name(string name, int i) => string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
}
