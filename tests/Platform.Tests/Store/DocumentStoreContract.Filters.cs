using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Store;

public abstract partial class DocumentStoreContract
{
    private int telling;

    [SkippableFact]
    public void Filters_mean_in_the_database_what_they_mean_in_memory()
    {
        RequireBackend();
        var round = 0;
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => FilterRoundAsync(seed, ++round).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
        telling.ShouldBeGreaterThan(100, "filters that let all or nothing pass tell little");
    }

    [SkippableFact]
    public async Task Filters_are_relative_to_the_filter_root_and_use_the_fields_index()
    {
        RequireBackend();
        await CommitOk(new WriteBatch()
            .Insert(SampleCollections.Rooted, A, "1", Json("""{"resource":{"text":"x","n":1}}"""))
            .Insert(SampleCollections.Rooted, A, "2", Json("""{"text":"x","resource":{"text":"y"}}"""))
            .Insert(SampleCollections.Rooted, B, "3", Json("""{"resource":{"text":"x"}}""")));

        async Task<string> Ids(Sol.Filtering.FilterOperator op, params string[] values)
        {
            var term = new Sol.Filtering.FilterTerm(
                op, [new("text", Sol.Filtering.FilterSegmentKind.Member, IsArray: false)], [.. values.Select(Sol.Filtering.FilterValue.OfString)]);
            var page = await Store.QueryAsync(SampleCollections.Rooted, A, new StoreQuery { Filter = new([term]) }, None);
            return string.Join(',', page.Items.Select(d => d.Id));
        }

        (await Ids(Sol.Filtering.FilterOperator.Eq, "x")).ShouldBe("1");
        (await Ids(Sol.Filtering.FilterOperator.In, "x", "y")).ShouldBe("1,2");
        (await Ids(Sol.Filtering.FilterOperator.Neq, "x")).ShouldBe("2");
        (await Ids(Sol.Filtering.FilterOperator.Cont, "x", "z")).ShouldBe("1");
    }

    [SkippableFact]
    public async Task A_head_is_the_document_without_its_bulk()
    {
        RequireBackend();
        await CommitOk(new WriteBatch()
            .Insert(SampleCollections.Headed, A, "1", Json("""{"text":"x","number":1,"texts":["a"],"deep":{"text":"y","list":[{"text":"z"}],"deep":{"text":"t","flag":true}},"nodes":{"k":{}}}"""))
            .Insert(SampleCollections.Headed, A, "2", Json("""{"text":"x","deep":null}"""))
            .Insert(SampleCollections.Headed, A, "3", Json("""{"text":"x","deep":{"deep":5}}""")));
        await CommitOk(new WriteBatch().Replace(SampleCollections.Headed, A, "3", 1, Json("""{"text":"x","texts":[],"deep":{"flag":false}}""")));

        async Task<IEnumerable<string>> Read(bool headsOnly)
            => (await Store.QueryAsync(SampleCollections.Headed, A, new StoreQuery { Where = Where("text", "x"), HeadsOnly = headsOnly }, None)).Items
                .Select(d => System.Text.Json.Nodes.JsonNode.Parse(d.Value.GetRawText())!.ToJsonString());

        (await Read(headsOnly: true)).Select(Sorted).ShouldBe(["""{"deep":{"deep":{"flag":true},"text":"y"},"text":"x"}""", """{"deep":null,"text":"x"}""", """{"deep":{"flag":false},"text":"x"}"""]);
        (await Read(headsOnly: false)).First().ShouldContain("\"texts\":[\"a\"]");
    }

    [SkippableFact]
    public async Task A_filter_by_id_is_a_look_up()
    {
        RequireBackend();
        // The documents do not say their ids here: only a look-up by key can find them.
        await CommitOk(new WriteBatch()
            .Insert(SampleCollections.Headed, A, "1", Json("""{"text":"x"}""")).Insert(SampleCollections.Headed, A, "2", Json("""{"text":"y"}""")).Insert(SampleCollections.Headed, B, "1", Json("{}")));

        async Task<string> Ids(Sol.Filtering.FilterOperator op, params string[] values)
        {
            var term = new Sol.Filtering.FilterTerm(op, [new("id", Sol.Filtering.FilterSegmentKind.Member, IsArray: false)], [.. values.Select(Sol.Filtering.FilterValue.OfString)]);
            return string.Join(',', (await Store.QueryAsync(SampleCollections.Headed, A, new StoreQuery { Filter = new([term]) }, None)).Items.Select(d => d.Id));
        }

        (await Ids(Sol.Filtering.FilterOperator.Eq, "1")).ShouldBe("1");
        (await Ids(Sol.Filtering.FilterOperator.In, "2", "3", "1")).ShouldBe("1,2");
        (await Ids(Sol.Filtering.FilterOperator.Eq, "3")).ShouldBe("");
    }

    private static string Sorted(string json) => Sorted(System.Text.Json.Nodes.JsonNode.Parse(json))!.ToJsonString();

    private static System.Text.Json.Nodes.JsonNode? Sorted(System.Text.Json.Nodes.JsonNode? node) => node is System.Text.Json.Nodes.JsonObject members
        ? new System.Text.Json.Nodes.JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value))))
        : node?.DeepClone();

    private async Task FilterRoundAsync(int seed, int round)
    {
        var random = new RandomFilters(seed);
        var tenant = new TenantId("round-" + round.ToString(CultureInfo.InvariantCulture));
        var documents = Enumerable.Range(0, 40).Select(i => (Id: i.ToString("D2", CultureInfo.InvariantCulture), Value: random.Document())).ToList();
        var batch = new WriteBatch();
        documents.ForEach(d => batch.Insert(SampleCollections.Raw, tenant, d.Id, d.Value).Insert(SampleCollections.Headed, tenant, d.Id, d.Value));
        await CommitOk(batch);
        for (var i = 0; i < 15; i++)
        {
            var filter = random.Filter();
            var expected = documents.Where(d => filter.Matches(d.Value)).Select(d => d.Id);

            var page = await Store.QueryAsync(SampleCollections.Raw, tenant, new StoreQuery { Filter = filter, Limit = 100 }, None);

            telling += page.Items.Count is > 0 and < 40 ? 1 : 0;
            page.Items.Select(d => d.Id).ShouldBe(expected, $"seed {seed}, filter {filter.Format()}");
            var heads = await Store.QueryAsync(SampleCollections.Headed, tenant, new StoreQuery { Filter = filter, Limit = 100, HeadsOnly = true }, None);
            heads.Items.Select(d => d.Id).ShouldBe(expected, $"with heads: seed {seed}, filter {filter.Format()}");
        }
    }

    private static System.Text.Json.JsonElement Json(string text) => System.Text.Json.JsonDocument.Parse(text).RootElement.Clone();
}
