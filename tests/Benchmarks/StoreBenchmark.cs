using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Benchmarks;

/// <summary>Commits, reads, filters and claims a second, on SQLite and (where installed) PostgreSQL, with flushing to disk.</summary>
internal static partial class StoreBenchmark
{
    private static readonly TenantId Tenant = new("bench");

    private static readonly DocumentCollection<Row> Rows = new() { Name = "bench_rows", TypeInfo = RowJson.Default.Row, IndexedFields = ["state"] };

    public static async Task RunAsync(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("nfv-bench-").FullName;
        try
        {
            await MeasureAsync("sqlite", new StoreOptions { Provider = StoreProvider.Sqlite, Path = Path.Combine(folder, "bench.db") });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        if (await PostgresServer.StartOrNullAsync() is { } server)
        {
            await MeasureAsync("postgres", new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = await server.CreateDatabaseAsync() });
        }
        else
        {
            Console.WriteLine(PostgresServer.MissingReason);
        }
    }

    private static async Task MeasureAsync(string name, StoreOptions options)
    {
        var store = DocumentStoreFactory.Create(options, [Rows], TimeProvider.System, NullLoggerFactory.Instance);
        await using var lifetime = (IStoreLifetime)store;
        await lifetime.InitializeAsync(CancellationToken.None);

        await ParallelAsync(store, 64, 2_000, "w");
        foreach (var (callers, commits) in new[] { (1, 1_000), (64, 20_000), (512, 40_000) })
        {
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var elapsed = await ParallelAsync(store, callers, commits, "c" + callers.ToString(CultureInfo.InvariantCulture));
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            Print(name, $"commits, {callers} callers", commits, elapsed, $"{cpu.TotalMicroseconds / commits:F0} us CPU of this process each");
        }

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 2_500; i++)
            {
                await store.GetAsync(Rows, Tenant, "c64-" + ((i * 8) + w).ToString("D6", CultureInfo.InvariantCulture), CancellationToken.None);
            }
        })));
        Print(name, "reads by id, 8 callers", 20_000, Stopwatch.GetElapsedTime(started));

        foreach (var (what, term) in new[]
        {
            ("indexed filter, 63,000 documents, page of 100", new FilterTerm(FilterOperator.Eq, [new("state", FilterSegmentKind.Member, IsArray: false)], [FilterValue.OfString("S7")])),
            ("array filter, 63,000 documents, no match", new FilterTerm(FilterOperator.Eq, [new("tags", FilterSegmentKind.Member, IsArray: true)], [FilterValue.OfString("none")])),
        })
        {
            started = Stopwatch.GetTimestamp();
            for (var i = 0; i < 5; i++)
            {
                await store.QueryAsync(Rows, Tenant, new StoreQuery { Filter = new([term]) }, CancellationToken.None);
            }
            Print(name, what, 5, Stopwatch.GetElapsedTime(started));
        }
        await QueuesAsync(name, store);
    }

    private static async Task<TimeSpan> ParallelAsync(IDocumentStore store, int callers, int commits, string prefix)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < commits;)
            {
                var row = new Row($"row {i}", i, "S" + (i % 100).ToString(CultureInfo.InvariantCulture), ["a", "b"], new string('x', 400));
                var batch = new WriteBatch().Insert(Rows, Tenant, $"{prefix}-{i:D6}", row);
                (await store.CommitAsync(batch, CancellationToken.None)).ThrowIfConflict();
            }
        })));
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task QueuesAsync(string name, IDocumentStore store)
    {
        const int Ready = 20_000;
        const int Other = 80_000;
        var started = Stopwatch.GetTimestamp();
        var now = DateTimeOffset.UtcNow;
        for (var from = 0; from < Ready + Other; from += 2_000)
        {
            var batch = new WriteBatch();
            for (var i = from; i < from + 2_000; i++)
            {
                var waiting = i >= Ready;
                batch.Enqueue(new WorkItem
                {
                    Queue = "bench",
                    Id = i.ToString("D6", CultureInfo.InvariantCulture),
                    Tenant = Tenant,
                    Group = "g" + (i % 10).ToString(CultureInfo.InvariantCulture),
                    OrderKey = waiting && i % 2 == 0 ? "one" : null,
                    DueAt = waiting && i % 2 == 1 ? now.AddHours(1) : now.AddSeconds(-1),
                });
            }
            (await store.CommitAsync(batch, CancellationToken.None)).ThrowIfConflict();
        }
        Print(name, "enqueues (20,000 ready, 40,000 later, 40,000 behind one order key)", Ready + Other, Stopwatch.GetElapsedTime(started));

        started = Stopwatch.GetTimestamp();
        var done = 0;
        var slowest = TimeSpan.Zero;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            while (Volatile.Read(ref done) < Ready)
            {
                var at = Stopwatch.GetTimestamp();
                var claims = await store.ClaimAsync("bench", "w" + w.ToString(CultureInfo.InvariantCulture), 16, TimeSpan.FromMinutes(1), CancellationToken.None);
                slowest = Stopwatch.GetElapsedTime(at) is var took && took > slowest ? took : slowest;
                var completions = new WriteBatch();
                foreach (var claim in claims)
                {
                    completions.RequireLease(claim).Complete(claim);
                }
                (await store.CommitAsync(completions, CancellationToken.None)).ThrowIfConflict();
                Interlocked.Add(ref done, claims.Count);
            }
        })));
        Print(name, "items claimed (by 16) and completed, 8 workers", done, Stopwatch.GetElapsedTime(started), $"slowest claim {slowest.TotalMilliseconds:F0} ms");
    }

    private static void Print(string store, string what, int count, TimeSpan elapsed, string more = "")
        => Console.WriteLine($"{store,-9} {what,-70} {count / elapsed.TotalSeconds,10:N0} /s  {elapsed.TotalMilliseconds / count,9:N3} ms each  {more}");

    internal sealed record Row(string Name, int Number, string State, IReadOnlyList<string> Tags, string Filler);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Row))]
    internal sealed partial class RowJson : JsonSerializerContext;
}
