using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Store;

/// <summary>What every document store has to do, told once; each backend runs it.</summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    private static readonly TenantId A = new("tenant-a");
    private static readonly TenantId B = new("tenant-b");
    private readonly List<IAsyncDisposable> opened = [];

    protected ManualTimeProvider Clock { get; } = new();

    protected IDocumentStore Store { get; private set; } = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        if (await OptionsAsync() is not null)
        {
            Store = await OpenAsync();
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var store in opened)
        {
            await store.DisposeAsync();
        }
        await CleanAsync();
    }

    /// <summary>Null when the backend is not installed here.</summary>
    protected abstract Task<StoreOptions?> OptionsAsync();

    protected virtual Task CleanAsync() => Task.CompletedTask;

    protected async Task<IDocumentStore> OpenAsync()
    {
        var store = DocumentStoreFactory.Create((await OptionsAsync())!, SampleCollections.All, Clock, NullLoggerFactory.Instance);
        opened.Add((IAsyncDisposable)store);
        return store;
    }

    protected void RequireBackend() => Skip.If(Store is null, "This backend is not installed on this machine.");

    [SkippableFact]
    public async Task A_document_comes_back_as_it_was_written_with_version_1()
    {
        RequireBackend();
        var sample = new Sample("größe \"quoted\" \\ 漢字 😀", 7, new SampleState("STARTED"), ["x", "y"]);
        (await Store.CommitAsync(new WriteBatch().Insert(SampleCollections.Samples, A, "1", sample), None)).Ok.ShouldBeTrue();

        var read = await Store.GetAsync(SampleCollections.Samples, A, "1", None);

        read.ShouldNotBeNull();
        read.Version.ShouldBe(1);
        read.Value.Name.ShouldBe(sample.Name);
        read.Value.Tags.ShouldBe(["x", "y"]);
        (await Store.GetAsync(SampleCollections.Samples, A, "2", None)).ShouldBeNull();
        (await Store.GetAsync(SampleCollections.Others, A, "1", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Insert_of_an_existing_id_is_refused()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Insert(SampleCollections.Samples, A, "1", new Sample("first", 1)));

        var result = await Store.CommitAsync(new WriteBatch().Insert(SampleCollections.Samples, A, "1", new Sample("second", 2)), None);

        result.Conflict.ShouldBe(new StoreConflict(StoreConflictKind.AlreadyExists, "samples", "1"));
        (await Store.GetAsync(SampleCollections.Samples, A, "1", None))!.Value.Name.ShouldBe("first");
    }

    [SkippableFact]
    public async Task Replace_needs_the_version_that_was_read()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Insert(SampleCollections.Samples, A, "1", new Sample("a", 1)));
        var read = (await Store.GetAsync(SampleCollections.Samples, A, "1", None))!;
        await CommitOk(new WriteBatch().Replace(SampleCollections.Samples, read, new Sample("b", 2)));

        var stale = await Store.CommitAsync(new WriteBatch().Replace(SampleCollections.Samples, read, new Sample("c", 3)), None);
        var missing = await Store.CommitAsync(new WriteBatch().Replace(SampleCollections.Samples, A, "nope", 1, new Sample("c", 3)), None);

        stale.Conflict!.Kind.ShouldBe(StoreConflictKind.VersionMismatch);
        missing.Conflict!.Kind.ShouldBe(StoreConflictKind.Missing);
        var now = (await Store.GetAsync(SampleCollections.Samples, A, "1", None))!;
        (now.Version, now.Value.Name).ShouldBe((2, "b"));
    }

    [SkippableFact]
    public async Task Put_delete_and_check()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Put(SampleCollections.Samples, A, "1", new Sample("a", 1)));
        await CommitOk(new WriteBatch().Put(SampleCollections.Samples, A, "1", new Sample("b", 1)));
        (await Store.GetAsync(SampleCollections.Samples, A, "1", None))!.Version.ShouldBe(2);

        (await Kind(new WriteBatch().Check(SampleCollections.Samples, A, "1", 1))).ShouldBe(StoreConflictKind.VersionMismatch);
        (await Kind(new WriteBatch().Check(SampleCollections.Samples, A, "1", 0))).ShouldBe(StoreConflictKind.VersionMismatch);
        (await Kind(new WriteBatch().Check(SampleCollections.Samples, A, "2", 1))).ShouldBe(StoreConflictKind.Missing);
        await CommitOk(new WriteBatch().Check(SampleCollections.Samples, A, "1", 2).Check(SampleCollections.Samples, A, "2", 0));
        (await Store.GetAsync(SampleCollections.Samples, A, "2", None)).ShouldBeNull();

        (await Kind(new WriteBatch().Delete(SampleCollections.Samples, A, "1", 1))).ShouldBe(StoreConflictKind.VersionMismatch);
        (await Kind(new WriteBatch().Delete(SampleCollections.Samples, A, "2", 1))).ShouldBe(StoreConflictKind.Missing);
        await CommitOk(new WriteBatch().Delete(SampleCollections.Samples, A, "2"));
        await CommitOk(new WriteBatch().Delete(SampleCollections.Samples, A, "1", 2));
        (await Store.GetAsync(SampleCollections.Samples, A, "1", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_batch_happens_as_a_whole_and_names_the_first_culprit()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Insert(SampleCollections.Others, A, "taken", new Sample("x", 0)).Insert(SampleCollections.Samples, A, "taken", new Sample("x", 0)));

        var result = await Store.CommitAsync(
            new WriteBatch()
                .Put(SampleCollections.Samples, A, "new", new Sample("new", 1))
                .Enqueue(Item("q", "w"))
                .Insert(SampleCollections.Samples, A, "taken", new Sample("y", 1))
                .Insert(SampleCollections.Others, A, "taken", new Sample("y", 1)),
            None);

        result.Conflict.ShouldBe(new StoreConflict(StoreConflictKind.AlreadyExists, "samples", "taken"));
        (await Store.GetAsync(SampleCollections.Samples, A, "new", None)).ShouldBeNull();
        (await Store.NextDueAsync("q", None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_batch_sees_its_own_earlier_writes()
    {
        RequireBackend();
        await CommitOk(new WriteBatch()
            .Insert(SampleCollections.Samples, A, "1", new Sample("a", 1))
            .Replace(SampleCollections.Samples, A, "1", 1, new Sample("b", 2))
            .Check(SampleCollections.Samples, A, "1", 2)
            .Delete(SampleCollections.Samples, A, "1", 2)
            .Insert(SampleCollections.Samples, A, "1", new Sample("c", 3)));

        var read = (await Store.GetAsync(SampleCollections.Samples, A, "1", None))!;
        (read.Version, read.Value.Name).ShouldBe((1, "c"));
    }

    [SkippableFact]
    public async Task Tenants_with_the_same_ids_never_meet()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Insert(SampleCollections.Samples, A, "1", new Sample("of a", 1)).Insert(SampleCollections.Samples, B, "1", new Sample("of b", 2)));
        await CommitOk(new WriteBatch().Replace(SampleCollections.Samples, A, "1", 1, new Sample("of a again", 1)));

        (await Store.GetAsync(SampleCollections.Samples, B, "1", None))!.Value.Name.ShouldBe("of b");
        var page = await Store.QueryAsync(SampleCollections.Samples, B, new StoreQuery(), None);
        page.Items.Select(d => (d.Tenant, d.Value.Name)).ShouldBe([(B, "of b")]);
        (await Kind(new WriteBatch().Delete(SampleCollections.Samples, new TenantId("tenant-c"), "1", 1))).ShouldBe(StoreConflictKind.Missing);
        (await Store.QueryAllTenantsAsync(SampleCollections.Samples, new StoreQuery(), None)).Items.Count.ShouldBe(2);
    }

    [SkippableFact]
    public async Task Of_many_who_read_at_once_each_gets_its_own_answer()
    {
        RequireBackend();
        const int Documents = 40;
        var batch = new WriteBatch();
        for (var i = 0; i < Documents; i++)
        {
            batch.Put(SampleCollections.Samples, i % 2 == 0 ? A : B, $"{i}", new Sample($"{i}", i));
        }
        await CommitOk(batch);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(async n =>
        {
            var i = n % Documents;
            var tenant = n / Documents % 2 == 0 ? A : B;
            if (n % 7 == 0)
            {
                await Should.ThrowAsync<OperationCanceledException>(() => Store.GetAsync(SampleCollections.Samples, tenant, $"{i}", gone.Token));
                return;
            }
            var read = await Store.GetAsync(SampleCollections.Samples, tenant, $"{i}", None);
            (read?.Tenant, read?.Id, read?.Value.Name).ShouldBe(tenant == (i % 2 == 0 ? A : B) ? (tenant, $"{i}", $"{i}") : (null, null, null));
        }));
    }

    [SkippableFact]
    public async Task Of_many_who_replace_the_same_version_one_wins()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Insert(SampleCollections.Samples, A, "1", new Sample("start", 0)));

        var results = await Task.WhenAll(Enumerable.Range(1, 40).Select(i => Task.Run(() => Store.CommitAsync(
            new WriteBatch().Replace(SampleCollections.Samples, A, "1", 1, new Sample("by " + i, i)).Insert(SampleCollections.Others, A, "of " + i, new Sample("x", i)),
            None))));

        results.Count(r => r.Ok).ShouldBe(1);
        results.Where(r => !r.Ok).ShouldAllBe(r => r.Conflict!.Kind == StoreConflictKind.VersionMismatch);
        var winner = (await Store.GetAsync(SampleCollections.Samples, A, "1", None))!.Value.Count;
        var others = await Store.QueryAsync(SampleCollections.Others, A, new StoreQuery(), None);
        others.Items.Select(d => d.Id).ShouldBe(["of " + winner]);
    }

    [SkippableFact]
    public async Task Increments_of_concurrent_writers_are_all_kept()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Insert(SampleCollections.Samples, A, "n", new Sample("n", 0)).Insert(SampleCollections.Samples, A, "m", new Sample("m", 0)));

        async Task Increment(string first, string second)
        {
            while (true)
            {
                var one = (await Store.GetAsync(SampleCollections.Samples, A, first, None))!;
                var two = (await Store.GetAsync(SampleCollections.Samples, A, second, None))!;
                var batch = new WriteBatch()
                    .Replace(SampleCollections.Samples, one, one.Value with { Count = one.Value.Count + 1 })
                    .Replace(SampleCollections.Samples, two, two.Value with { Count = two.Value.Count + 1 });
                if ((await Store.CommitAsync(batch, None)).Ok)
                {
                    return;
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => i % 2 == 0 ? Increment("n", "m") : Increment("m", "n"))));

        (await Store.GetAsync(SampleCollections.Samples, A, "n", None))!.Value.Count.ShouldBe(30);
        (await Store.GetAsync(SampleCollections.Samples, A, "m", None))!.Version.ShouldBe(31);
    }

    [SkippableFact]
    public async Task Pages_follow_the_ids_without_gap_or_repetition()
    {
        RequireBackend();
        foreach (var tenant in new[] { B, A })
        {
            var batch = new WriteBatch();
            for (var i = 0; i < 25; i++)
            {
                batch.Insert(SampleCollections.Samples, tenant, i.ToString("D3", CultureInfo.InvariantCulture), new Sample(i % 2 == 0 ? "even" : "odd", i));
            }
            await CommitOk(batch);
        }

        (await Pages(after => Store.QueryAsync(SampleCollections.Samples, A, new StoreQuery { Limit = 10, AfterId = after }, None))).Select(d => d.Value.Count)
            .ShouldBe(Enumerable.Range(0, 25));
        (await Pages(after => Store.QueryAsync(SampleCollections.Samples, A, new StoreQuery { Limit = 5, AfterId = after, Where = Where("name", "odd") }, None)))
            .Select(d => d.Value.Count).ShouldBe(Enumerable.Range(0, 25).Where(i => i % 2 == 1));
        (await Pages(after => Store.QueryAllTenantsAsync(SampleCollections.Samples, new StoreQuery { Limit = 7, AfterId = after }, None)))
            .Select(d => (d.Tenant, d.Value.Count)).ShouldBe(Enumerable.Range(0, 25).Select(i => (A, i)).Concat(Enumerable.Range(0, 25).Select(i => (B, i))));
        (await Store.QueryAsync(SampleCollections.Samples, A, new StoreQuery { Limit = 25 }, None)).NextAfterId.ShouldBeNull();
    }

    [SkippableFact]
    public async Task Where_compares_the_text_of_indexed_fields()
    {
        RequireBackend();
        await CommitOk(new WriteBatch()
            .Insert(SampleCollections.Samples, A, "1", new Sample("5", 5, new SampleState("RUNNING", Enabled: true)))
            .Insert(SampleCollections.Samples, A, "2", new Sample("x", 5, new SampleState("STOPPED")))
            .Insert(SampleCollections.Samples, A, "3", new Sample("x", 6)));

        async Task<string> Ids(string field, string value)
            => string.Join(',', (await Store.QueryAsync(SampleCollections.Samples, A, new StoreQuery { Where = Where(field, value) }, None)).Items.Select(d => d.Id));

        (await Ids("name", "x")).ShouldBe("2,3");
        (await Ids("count", "5")).ShouldBe("1,2");
        (await Ids("state/phase", "RUNNING")).ShouldBe("1");
        (await Ids("state/enabled", "true")).ShouldBe("1");
        (await Ids("state/enabled", "false")).ShouldBe("2");
        (await Ids("name", "' OR 1=1 --")).ShouldBe("");
        await Should.ThrowAsync<ArgumentException>(() => Ids("tags", "x"));
    }

    [SkippableTheory]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(5000)]
    public async Task Where_tells_long_texts_apart_by_their_last_character(int length)
    {
        RequireBackend();
        var text = new string('ö', length);
        await CommitOk(new WriteBatch()
            .Insert(SampleCollections.Samples, A, "1", new Sample(text, 1))
            .Insert(SampleCollections.Samples, A, "2", new Sample(text + "x", 1))
            .Insert(SampleCollections.Samples, A, "3", new Sample(text[1..], 1)));

        (await Store.QueryAsync(SampleCollections.Samples, A, new StoreQuery { Where = Where("name", text) }, None)).Items.ShouldHaveSingleItem().Id.ShouldBe("1");
    }

    [SkippableFact]
    public async Task Bounds_are_kept()
    {
        RequireBackend();
        await Should.ThrowAsync<ArgumentException>(() => Store.CommitAsync(new WriteBatch().Put(SampleCollections.Samples, A, "1", new Sample(new string('x', 17 << 20), 1)), None));
        await Should.ThrowAsync<ArgumentException>(() => Store.CommitAsync(new WriteBatch().Put(SampleCollections.Samples, A, "1", new Sample("a\0b", 1)), None));
        await Should.ThrowAsync<ArgumentException>(() => Store.CommitAsync(new WriteBatch().Put(SampleCollections.Samples, default, "1", new Sample("a", 1)), None));
        await Should.ThrowAsync<ArgumentException>(() => Store.CommitAsync(new WriteBatch().Enqueue(Item("q", "1") with { Payload = new string('x', 2 << 20) }), None));
        await Should.ThrowAsync<ArgumentException>(() => Store.QueryAsync(SampleCollections.Samples, A, new StoreQuery { Limit = 1001 }, None));
        await CommitOk(new WriteBatch().Put(SampleCollections.Samples, A, "1", new Sample("a\\u0000b", 1)).Put(SampleCollections.Samples, A, "2", new Sample(new string('x', 8 << 20), 1)));
        (await Store.GetAsync(SampleCollections.Samples, A, "1", None))!.Value.Name.ShouldBe("a\\u0000b");
        (await Store.GetAsync(SampleCollections.Samples, A, "2", None))!.Value.Name.Length.ShouldBe(8 << 20);
    }

    [SkippableFact]
    public async Task Counters_count_per_tenant_without_repetition()
    {
        RequireBackend();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Store.NextNumbersAsync(A, "alarm", 2, None))));

        numbers.SelectMany(n => new[] { n, n + 1 }).Distinct().Count().ShouldBe(100);
        numbers.Min().ShouldBe(1);
        (await Store.NextNumbersAsync(B, "alarm", 1, None)).ShouldBe(1);
        (await Store.NextNumbersAsync(A, "other", 1, None)).ShouldBe(1);
    }

    [SkippableFact]
    public async Task What_was_acknowledged_is_there_for_another_process()
    {
        RequireBackend();
        await CommitOk(new WriteBatch().Insert(SampleCollections.Samples, A, "1", new Sample("kept", 1)).Enqueue(Item("q", "w")));

        // the first store is abandoned, not closed: nothing may depend on an orderly end
        var second = await OpenAsync();

        (await second.GetAsync(SampleCollections.Samples, A, "1", None))!.Value.Name.ShouldBe("kept");
        (await second.ClaimAsync("q", "second", 10, TimeSpan.FromMinutes(1), None)).Count.ShouldBe(1);
        (await Store.ClaimAsync("q", "first", 10, TimeSpan.FromMinutes(1), None)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Several_processes_may_start_at_once()
    {
        RequireBackend();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            var store = await OpenAsync();
            (await store.CommitAsync(new WriteBatch().Insert(SampleCollections.Samples, A, "by " + i, new Sample("x", i)), None)).Ok.ShouldBeTrue();
        }));

        (await Store.QueryAsync(SampleCollections.Samples, A, new StoreQuery(), None)).Items.Count.ShouldBe(6);
    }

    protected async Task CommitOk(WriteBatch batch) => (await Store.CommitAsync(batch, None)).Conflict.ShouldBeNull();

    protected WorkItem Item(string queue, string id, string group = "g", string? orderKey = null, TimeSpan delay = default)
        => new() { Queue = queue, Id = id, Tenant = A, Group = group, OrderKey = orderKey, DueAt = Clock.GetUtcNow() + delay };

    private static Dictionary<string, string> Where(string field, string value) => new(StringComparer.Ordinal) { [field] = value };

    private static async Task<List<Document<Sample>>> Pages(Func<string?, Task<StorePage<Sample>>> read)
    {
        var all = new List<Document<Sample>>();
        string? after = null;
        do
        {
            var page = await read(after);
            all.AddRange(page.Items);
            after = page.NextAfterId;
        }
        while (after is not null);
        return all;
    }

    private async Task<StoreConflictKind?> Kind(WriteBatch batch) => (await Store.CommitAsync(batch, None)).Conflict?.Kind;
}
