using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Platform.Store.Postgres;
using NfvOrchestrator.Platform.Store.Sqlite;
using NfvOrchestrator.TestKit;
using Npgsql;

namespace NfvOrchestrator.Platform.Tests.Store;

/// <summary>What happens when things break.</summary>
public sealed class StoreFailureTests : IDisposable
{
    private static readonly TenantId Tenant = new("t");
    private readonly string folder = Directory.CreateTempSubdirectory("nfv-store-").FullName;

    private StoreOptions Options => new() { Path = Path.Combine(folder, "store.db") };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The other process of <see cref="A_killed_process_leaves_all_it_acknowledged_and_no_half_batches"/>: says on its output what was acknowledged, until it is killed.</summary>
    internal static async Task WriteForeverAsync(string path)
    {
        var store = Open(new StoreOptions { Path = path });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async w =>
        {
            for (var i = 0; ; i++)
            {
                var id = $"{w}-{i}";
                var batch = new WriteBatch().Insert(SampleCollections.Samples, Tenant, id, new Sample("x", i)).Insert(SampleCollections.Others, Tenant, id, new Sample("y", i))
                    .Enqueue(new WorkItem { Queue = "q", Id = id, Tenant = Tenant, Group = "g", OrderKey = "k" + w, DueAt = DateTimeOffset.UnixEpoch });
                (await store.CommitAsync(batch, default)).ThrowIfConflict();
                await Console.Out.WriteLineAsync(id);
            }
        }));
    }

    [Fact]
    public async Task A_killed_process_leaves_all_it_acknowledged_and_no_half_batches()
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet")
        {
            ArgumentList = { "exec", typeof(StoreFailureTests).Assembly.Location, "write-forever", Options.Path! },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var acknowledged = new List<string>();
        while (acknowledged.Count < 2000 && await child.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            acknowledged.Add(line);
        }
        child.Kill();
        await child.WaitForExitAsync();
        acknowledged.Count.ShouldBe(2000);

        await using var store = Open(Options);
        var samples = await IdsAsync(store, SampleCollections.Samples);
        var others = await IdsAsync(store, SampleCollections.Others);
        acknowledged.Where(id => !samples.Contains(id)).ShouldBeEmpty();
        samples.SetEquals(others).ShouldBeTrue();
        var heads = await store.ClaimAsync("q", "me", 100, TimeSpan.FromMinutes(1), default);
        heads.Select(c => (c.Item.Id, c.Item.Sequence)).ShouldBe(Enumerable.Range(0, 8).Select(w => ($"{w}-0", 1L)), ignoreOrder: true);
    }

    [Fact]
    public async Task A_locked_file_is_reported_and_works_again_when_it_is_free()
    {
        await using var store = Open(Options with { RetryFor = TimeSpan.FromMilliseconds(50) });
        (await store.CommitAsync(new WriteBatch().Put(SampleCollections.Samples, Tenant, "1", new Sample("x", 1)), default)).ThrowIfConflict();
        await using (var other = new SqliteConnection($"Data Source={Options.Path};Pooling=false"))
        {
            await other.OpenAsync();
            await using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync();

            var refused = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Should.ThrowAsync<StoreUnavailableException>(
                () => store.CommitAsync(new WriteBatch().Put(SampleCollections.Samples, Tenant, "1", new Sample("lost", i)), default))));
            refused[0].Message.ShouldContain(Options.Path!);
            (await store.GetAsync(SampleCollections.Samples, Tenant, "1", default))!.Value.Name.ShouldBe("x");
        }
        (await store.CommitAsync(new WriteBatch().Put(SampleCollections.Samples, Tenant, "1", new Sample("y", 1)), default)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_of_a_newer_release_is_refused()
    {
        await using (var store = Open(Options))
        {
            await store.InitializeAsync(default);
        }
        await using (var other = new SqliteConnection($"Data Source={Options.Path};Pooling=false"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "UPDATE schema_version SET version = 99";
            await command.ExecuteNonQueryAsync();
        }
        await using var old = Open(Options);
        (await Should.ThrowAsync<InvalidOperationException>(() => old.InitializeAsync(default))).Message.ShouldContain("newer release");
    }

    [Fact]
    public async Task A_closed_store_says_so_and_what_was_accepted_is_written()
    {
        var store = Open(Options);
        var commits = Enumerable.Range(0, 50).Select(i => store.CommitAsync(new WriteBatch().Insert(SampleCollections.Samples, Tenant, "i" + i, new Sample("x", i)), default)).ToList();
        await Task.WhenAll(commits);
        await store.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => store.CommitAsync(new WriteBatch().Put(SampleCollections.Samples, Tenant, "1", new Sample("x", 1)), default));
        await Should.ThrowAsync<ObjectDisposedException>(() => store.GetAsync(SampleCollections.Samples, Tenant, "1", default));
    }

    [SkippableFact]
    public async Task Lost_connections_to_PostgreSQL_lose_and_double_nothing()
    {
        var server = await PostgresServer.StartOrNullAsync();
        Skip.If(server is null, PostgresServer.MissingReason);
        var options = new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = await server.CreateDatabaseAsync() };
        await using var store = new PostgresDocumentStore(options, SampleCollections.All, TimeProvider.System, NullLogger<PostgresDocumentStore>.Instance);
        await store.InitializeAsync(default);
        var sure = new ConcurrentBag<string>();
        var unsure = new ConcurrentBag<string>();
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                var id = $"{w}-{i}";
                try
                {
                    (await store.CommitAsync(new WriteBatch().Insert(SampleCollections.Samples, Tenant, id, new Sample("x", i)), default)).ThrowIfConflict();
                    sure.Add(id);
                }
                catch (StoreUnavailableException)
                {
                    unsure.Add(id);
                }
            }
        })).ToList();
        await using var killer = new NpgsqlConnection(options.ConnectionString + ";Pooling=false");
        await killer.OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var before = sure.Count;
            await Eventually(() => sure.Count > before + 20);
            await using var kill = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", killer);
            await kill.ExecuteNonQueryAsync();
        }
        await done.CancelAsync();
        await Task.WhenAll(writers);

        var stored = await IdsAsync(store, SampleCollections.Samples);
        sure.Where(id => !stored.Contains(id)).ShouldBeEmpty();
        stored.Except(sure).Except(unsure).ShouldBeEmpty();
    }

    private static SqliteDocumentStore Open(StoreOptions options) => new(options, SampleCollections.All, TimeProvider.System, NullLogger<SqliteDocumentStore>.Instance);

    private static async Task<HashSet<string>> IdsAsync(IDocumentStore store, DocumentCollection<Sample> collection)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await store.QueryAsync(collection, Tenant, new StoreQuery { AfterId = after, Limit = 1000 }, default);
            ids.UnionWith(page.Items.Select(d => d.Id));
            after = page.NextAfterId;
        }
        while (after is not null);
        return ids;
    }

    private static async Task Eventually(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(5);
        }
    }
}
