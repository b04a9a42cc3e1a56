using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Performance.Tests;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Benchmarks;

/// <summary>Performance management: telemetry taken a second, and reports made a second, with a PM job on each of many VNFs of 20 servers, on SQLite and (where installed) PostgreSQL.</summary>
internal static class PmBenchmark
{
    private const int Servers = 20;
    private const int Rounds = 3;

    public static async Task RunAsync(string[] arguments)
    {
        foreach (var vnfs in new[] { 250, 1_000, 4_000 })
        {
            var folder = Directory.CreateTempSubdirectory("nfv-bench-").FullName;
            try
            {
                await MeasureAsync("sqlite", vnfs, new StoreOptions { Provider = StoreProvider.Sqlite, Path = Path.Combine(folder, "bench.db") });
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
            if (await PostgresServer.StartOrNullAsync() is { } server)
            {
                await MeasureAsync("postgres", vnfs, new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = await server.CreateDatabaseAsync() });
            }
        }
    }

    private static async Task MeasureAsync(string name, int vnfs, StoreOptions options)
    {
        var clock = new ManualTimeProvider();
        var store = DocumentStoreFactory.Create(options, PmCollections.All, clock, NullLoggerFactory.Instance);
        await using var lifetime = (IStoreLifetime)store;
        await lifetime.InitializeAsync(CancellationToken.None);
        using var engine = new PmEngine(store, clock, new PmEngine.TestObjects(), new PmEngine.RecordingOutbox(clock));
        var start = clock.GetUtcNow();
        await Parallel.ForAsync(0, vnfs, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, _) => await engine.JobAsync(10, 10, instances: [Vnf(i)], watch: false));
        await engine.WatchAsync();

        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, vnfs * Rounds, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => await engine.HearAsync(
            Vnf(i % vnfs), "cpu_utilization", start.AddSeconds(1 + (i / vnfs * 3)), null, [.. Enumerable.Range(0, Servers).Select(s => ($"{Vnf(i % vnfs)}:compute:vdu:{s}", (double)s))]));
        Print(name, vnfs, "samples taken", vnfs * Rounds * Servers, Stopwatch.GetElapsedTime(began));

        clock.Advance(TimeSpan.FromSeconds(10));
        began = Stopwatch.GetTimestamp();
        var made = 0;
        while (await store.ClaimAsync(PmCollections.Queue, "bench", 500, TimeSpan.FromMinutes(1), CancellationToken.None) is { Count: > 0 } claims)
        {
            await Parallel.ForEachAsync(claims, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (claim, _) => await engine.RunAsync(claim));
            made += claims.Count;
        }
        Print(name, vnfs, "reports made", made, Stopwatch.GetElapsedTime(began));
    }

    private static string Vnf(int number) => "vnf-" + number.ToString("D6", CultureInfo.InvariantCulture);

    private static void Print(string store, int vnfs, string what, int count, TimeSpan elapsed)
        => Console.WriteLine(FormattableString.Invariant($"{store,-9} {vnfs,6} VNFs  {what,-14} {count,8}  {count / elapsed.TotalSeconds,9:F0} /s  {elapsed.TotalMicroseconds / count,7:F1} us each"));
}
