using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using Npgsql;

namespace NfvOrchestrator.Chaos;

/// <summary>Keeps a lab under load, kills it again and again, and judges what is left.</summary>
public static class ChaosRun
{
    /// <summary>Runs it.</summary>
    public static async Task<ChaosReport> RunAsync(ChaosOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        var data = Directory.CreateTempSubdirectory("nfv-chaos-").FullName;
        try
        {
            return await new Run(options, output, data).GoAsync(cancellationToken);
        }
        finally
        {
            if (options.Keep)
            {
                await output.WriteLineAsync($"State and logs: {data}");
            }
            else
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }

    private sealed class Run(ChaosOptions options, TextWriter output, string data)
    {
        private readonly Random random = new(options.Seed);
        private readonly List<double> restarts = [];
        private readonly List<double> firsts = [];
        private readonly List<double> each = [];
        private readonly List<double> moved = [];
        private int stuck;
        private int early;
        private int slow;

        public async Task<ChaosReport> GoAsync(CancellationToken cancellationToken)
        {
            var postgres = options.Postgres ? await DatabasesAsync(cancellationToken) : null;
            var ports = FreePorts(9);
            var addresses = new LabAddresses
            {
                Nfvo = At(ports[0]),
                Vim = At(ports[1]),
                Sdn = At(ports[2]),
                Network = At(ports[3]),
                Assurance = At(ports[4]),
                Vnfms = [At(ports[5])],
            };
            await using var forwarder = options.Postgres ? new Forwarder([ports[6], ports[7]]) : null;
            if (forwarder is not null)
            {
                addresses = addresses with { Vnfms = [forwarder.Address] };
            }
            var settings = new VictimOptions(data, ports[0], postgres, null, null, forwarder?.Address);
            await using var sink = await Sink.StartAsync();
            await using var lab = new Child("victim", settings, Path.Combine(data, "lab.log"));
            await lab.StartAsync(cancellationToken);
            var caller = (await Victims.ReadAsync(settings.CredentialsFile)).Operator ?? throw new InvalidOperationException("The lab made no operator.");
            var vnfms = new List<Child>();
            try
            {
                if (forwarder is not null)
                {
                    foreach (var port in (int[])[ports[6], ports[7]])
                    {
                        vnfms.Add(new Child("vnfm", settings with { Port = port, Nfvo = addresses.Nfvo, Vim = addresses.Vim, Vnfm = null }, Path.Combine(data, $"vnfm-{port}.log")));
                    }
                    await Task.WhenAll(vnfms.Select(v => v.StartAsync(cancellationToken)));
                }
                return await LoadedAsync(lab, vnfms, settings, addresses, sink, caller, cancellationToken);
            }
            finally
            {
                foreach (var vnfm in vnfms)
                {
                    await vnfm.DisposeAsync();
                }
            }
        }

        private async Task<ChaosReport> LoadedAsync(Child lab, List<Child> vnfms, VictimOptions settings, LabAddresses addresses, Sink sink, ClientCredentials caller, CancellationToken cancellationToken)
        {
            using var api = new LabApi(addresses, caller);
            var samples = Samples.Find("minimal");
            await Onboarding.VnfAsync(api.Packages, Path.Combine(samples, "vnf"), cancellationToken);
            var nsdId = await Onboarding.NsdAsync(api.Nsds, Path.Combine(samples, "ns"), cancellationToken);
            await api.NsLcm.SubscribeAsync(new Sol.NsLcm.LccnSubscriptionRequest { CallbackUri = new Uri(sink.Address, "nfvo").AbsoluteUri }, cancellationToken);
            await api.VnfLcm.SubscribeAsync(new Sol.VnfLcm.LccnSubscriptionRequest { CallbackUri = new Uri(sink.Address, "vnfm").AbsoluteUri }, cancellationToken);
            var load = new Load(api.NsLcm, nsdId, options);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var working = load.RunAsync(end.Token);
            for (var round = 1; round <= options.Rounds; round++)
            {
                await BusyAsync(load, cancellationToken);
                await Task.Delay(random.Next(50, 1500), cancellationToken);
                var line = vnfms.Count == 0 ? await KillLabAsync(lab, load, cancellationToken) : await KillVnfmAsync(vnfms[random.Next(vnfms.Count)], settings, load, cancellationToken);
                await output.WriteLineAsync($"round {round}: {line}; accepted {load.Operations.Count}, in flight {load.InFlight.Count}, notifications {sink.Count}");
            }
            load.Stop();
            var settled = await WithinAsync(working, options.SettleWithin);
            if (!settled)
            {
                await end.CancelAsync();
                await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            var nfvo = Victims.StoreOf(data, settings.Postgres, "nfvo");
            var vnfm = Victims.StoreOf(data, settings.Postgres, "vnfm");
            var patience = Stopwatch.StartNew();
            while (settled && patience.Elapsed < TimeSpan.FromSeconds(30) && !await Verdict.AllToldAsync(load, sink, nfvo, vnfm, cancellationToken))
            {
                await Task.Delay(500, cancellationToken);
            }
            using var services = new LabApi(addresses, (await Victims.ReadAsync(settings.CredentialsFile)).Services);
            var verdict = new Verdict(load, sink);
            await verdict.JudgeAsync(services, api, addresses, nfvo, vnfm, cancellationToken);
            return Report(load, sink, verdict, settled);
        }

        /// <summary>A kill of an idle process shows nothing: the load must have come back first.</summary>
        private async Task BusyAsync(Load load, CancellationToken cancellationToken)
        {
            var since = Stopwatch.StartNew();
            while (load.InFlight.Count < options.Workers / 3 && since.Elapsed < options.Patience)
            {
                await Task.Delay(10, cancellationToken);
            }
        }

        private async Task<string> KillLabAsync(Child lab, Load load, CancellationToken cancellationToken)
        {
            var inFlight = load.InFlight;
            await lab.KillAsync();
            if (random.Next(8) == 0)
            {
                // A process that has just begun to recover is killed as well.
                early++;
                lab.Launch();
                await Task.Delay(random.Next(300, 2500), cancellationToken);
                await lab.KillAsync();
            }
            var held = Claims.OfLab(data);
            var launched = Stopwatch.StartNew();
            await lab.StartAsync(cancellationToken);
            var since = Stopwatch.GetTimestamp();
            restarts.Add(launched.Elapsed.TotalSeconds);
            // Every third time the next kill does not wait for anybody to recover.
            if (random.Next(3) == 0)
            {
                return $"{inFlight.Count} in flight, not waited for";
            }
            var moving = MoveAsync(held, () => Task.FromResult(Claims.OfLab(data)), since, cancellationToken);
            return $"{await WatchAsync(inFlight, since, cancellationToken)}, {await moving}";
        }

        /// <summary>Waits until every operation that the dead process had in hands is in hands again, or over.</summary>
        private async Task<string> MoveAsync(Dictionary<string, long> held, Func<Task<Dictionary<string, long>>> look, long since, CancellationToken cancellationToken)
        {
            var count = held.Count;
            var last = 0.0;
            while (held.Count > 0 && Stopwatch.GetElapsedTime(since) < options.Patience)
            {
                var now = await look();
                last = Stopwatch.GetElapsedTime(since).TotalSeconds;
                foreach (var (id, attempt) in held.ToList())
                {
                    // Gone, given back or taken up once more.
                    if (!now.TryGetValue(id, out var present) || present > attempt)
                    {
                        held.Remove(id);
                        moved.Add(last);
                    }
                }
                await Task.Delay(50, cancellationToken);
            }
            stuck += held.Count;
            return FormattableString.Invariant($"{count} held, the last taken up after {last:0.00} s");
        }

        private async Task<string> KillVnfmAsync(Child vnfm, VictimOptions settings, Load load, CancellationToken cancellationToken)
        {
            var inFlight = load.InFlight;
            await vnfm.KillAsync();
            var since = Stopwatch.GetTimestamp();
            var store = Victims.StoreOf(data, settings.Postgres, "vnfm").ConnectionString!;
            var held = await Claims.OfVnfmsAsync(store, Victims.OwnerName(vnfm.Port), cancellationToken);
            var watching = WatchAsync(inFlight, since, cancellationToken);
            var moving = MoveAsync(held, () => Claims.OfVnfmsAsync(store, null, cancellationToken), since, cancellationToken);
            await Task.Delay(random.Next(100, 3000), cancellationToken);
            var launched = Stopwatch.StartNew();
            await vnfm.StartAsync(cancellationToken);
            restarts.Add(launched.Elapsed.TotalSeconds);
            return $"{await watching}, {await moving}";
        }

        private async Task<string> WatchAsync(IReadOnlyList<Load.Accepted> inFlight, long since, CancellationToken cancellationToken)
        {
            while (Stopwatch.GetElapsedTime(since) < options.Patience && inFlight.Any(o => o.End is null))
            {
                await Task.Delay(20, cancellationToken);
            }
            var over = inFlight.Where(o => o.End is not null && o.EndAt > since).Select(o => Stopwatch.GetElapsedTime(since, o.EndAt).TotalSeconds).Order().ToList();
            var late = inFlight.Count(o => o.End is null);
            slow += late;
            each.AddRange(over);
            if (over.Count > 0)
            {
                firsts.Add(over[0]);
            }
            return over.Count == 0 ? $"{inFlight.Count} in flight, none over, {late} late" : FormattableString.Invariant($"{inFlight.Count} in flight, over after {over[0]:0.00} to {over[^1]:0.00} s, {late} late");
        }

        private ChaosReport Report(Load load, Sink sink, Verdict verdict, bool settled)
        {
            var violations = new List<string>();
            if (!settled)
            {
                violations.Add($"{load.InFlight.Count} operations were not over {options.SettleWithin.TotalSeconds:0} s after the last kill: {string.Join(", ", load.InFlight.Take(5).Select(o => $"{o.Type} {o.Id}"))}");
            }
            violations.AddRange(load.Violations.Select(v => "answer: " + v));
            violations.AddRange(verdict.Other);
            violations.AddRange(verdict.Leaks.Select(v => "leak: " + v));
            violations.AddRange(verdict.Doubles.Select(v => "double: " + v));
            violations.AddRange(verdict.Lost.Select(v => "notification: " + v));
            return new ChaosReport
            {
                Kills = options.Rounds + early,
                EarlyKills = early,
                Accepted = load.Operations.Count,
                Completed = load.Operations.Values.Count(o => o.End == "COMPLETED"),
                Stopped = load.Operations.Values.Count(o => o.Stops > 0),
                VnfOperations = verdict.VnfOperations,
                Repeated = load.Repeated,
                Inventory = verdict.Inventory.Resources.Count,
                Created = verdict.Inventory.Totals.Created,
                Leaks = verdict.Leaks.Count,
                Doubles = verdict.Doubles.Count,
                Notifications = sink.Count,
                NotificationsRepeated = sink.Repeated,
                NotificationsLost = verdict.Lost.Count,
                Restart = restarts,
                First = firsts,
                Each = each,
                Slow = slow,
                Moved = moved,
                Stuck = stuck,
                Violations = violations,
            };
        }

        private static async Task<bool> WithinAsync(Task task, TimeSpan limit)
        {
            try
            {
                await task.WaitAsync(limit);
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }

        private static async Task<string> DatabasesAsync(CancellationToken cancellationToken)
        {
            var server = await PostgresServer.StartOrNullAsync() ?? throw new InvalidOperationException(PostgresServer.MissingReason);
            var at = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync());
            var prefix = at.Database + "_";
            await using var connection = new NpgsqlConnection(at.ToString());
            await connection.OpenAsync(cancellationToken);
            foreach (var service in (string[])["nfvo", "vnfm", "assurance", "sdn"])
            {
#pragma warning disable CA2100 // names made here
                await using var create = new NpgsqlCommand($"CREATE DATABASE {prefix}{service}", connection);
#pragma warning restore CA2100
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
            at.Database = prefix + "{service}";
            return at.ToString();
        }

        private static Uri At(int port) => new($"http://127.0.0.1:{port}/");

        /// <summary>A row of free ports below those that the system gives to outgoing connections: a restarted process must find its own again.</summary>
        private static int[] FreePorts(int count)
        {
            for (var first = 20_000 + (Environment.ProcessId % 1000 * 10); first < 32_000; first += count)
            {
                var row = Enumerable.Range(first, count).ToArray();
                if (row.All(IsFree))
                {
                    return row;
                }
            }
            throw new InvalidOperationException($"There are no {count} free ports in a row between 20000 and 32000.");
        }

        private static bool IsFree(int port)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
