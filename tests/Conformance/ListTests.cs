using System.Text.RegularExpressions;

namespace NfvOrchestrator.Conformance;

/// <summary>SOL013 §5 on real resources: filters, attribute selectors, pages.</summary>
[Collection(LabCollection.Name)]
public sealed partial class ListTests(ConformanceLab lab)
{
    private const string Vnfs = "GET /vnflcm/v2/vnf_instances";

    [SkippableFact]
    public async Task More_than_a_page_comes_in_pages()
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in Enumerable.Range(0, 120).Chunk(20))
        {
            made.UnionWith(await Task.WhenAll(chunk.Select(_ => lab.VnfAsync("paged"))));
        }
        var seen = new List<string>();
        var query = "?filter=(eq,vnfInstanceName,paged)&exclude_default";
        var pages = 0;
        while (true)
        {
            pages++.ShouldBeLessThan(10);
            var page = (await lab.CallAsync(Vnfs, query: query)).Expect(200).ShouldConform();
            seen.AddRange(page.Json.EnumerateArray().Select(v => v.GetProperty("id").GetString()!));
            if (page.Header("Link") is not { } link)
            {
                break;
            }
            var next = Next().Match(link);
            next.Success.ShouldBeTrue(link);
            query = new Uri(next.Groups["uri"].Value).Query;
        }
        pages.ShouldBeGreaterThan(1);
        seen.Count.ShouldBe(120);
        seen.ToHashSet(StringComparer.Ordinal).SetEquals(made).ShouldBeTrue();
    }

    [SkippableTheory]
    [InlineData("(eq,vnfInstanceName,lists)", true)]
    [InlineData("(neq,vnfInstanceName,lists)", false)]
    [InlineData("(in,vnfInstanceName,other,lists)", true)]
    [InlineData("(nin,vnfInstanceName,other,lists)", false)]
    [InlineData("(cont,vnfInstanceName,ist)", true)]
    [InlineData("(ncont,vnfInstanceName,ist)", false)]
    [InlineData("(gt,vnfInstanceName,list)", true)]
    [InlineData("(lt,vnfInstanceName,list)", false)]
    [InlineData("(gte,vnfInstanceName,lists);(lte,vnfInstanceName,lists)", true)]
    [InlineData("(eq,instantiationState,INSTANTIATED)", true)]
    [InlineData("(eq,instantiationState,NOT_INSTANTIATED)", false)]
    [InlineData("(eq,instantiatedVnfInfo/flavourId,simple)", true)]
    [InlineData("(eq,instantiatedVnfInfo/vnfcResourceInfo/vduId,worker)", true)]
    [InlineData("(eq,instantiatedVnfInfo/vnfcResourceInfo/vduId,nobody)", false)]
    [InlineData("(cont,instantiatedVnfInfo/vnfcResourceInfo/computeResource/vimConnectionId,vim)", true)]
    [InlineData("(eq,vnfProductName,'Minimal');(eq,vnfInstanceName,lists)", true)]
    public async Task Filters_find_by_attributes_of_any_depth(string filter, bool expected)
    {
        var id = await ListedAsync();
        var found = new List<string>();
        var query = $"?filter={Uri.EscapeDataString(filter + $";(eq,id,{id})")}";
        var page = (await lab.CallAsync(Vnfs, query: query)).Expect(200).ShouldConform();
        found.AddRange(page.Json.EnumerateArray().Select(v => v.GetProperty("id").GetString()!));
        found.Contains(id).ShouldBe(expected, page.Text);
    }

    [SkippableTheory]
    [InlineData("", false, true)]
    [InlineData("&exclude_default", false, true)]
    [InlineData("&all_fields", true, true)]
    [InlineData("&fields=instantiatedVnfInfo", true, true)]
    [InlineData("&fields=instantiatedVnfInfo/vnfcResourceInfo", true, true)]
    [InlineData("&exclude_fields=instantiatedVnfInfo", false, true)]
    [InlineData("&exclude_default&fields=instantiatedVnfInfo/vnfcResourceInfo", true, true)]
    public async Task Selectors_choose_attributes(string selector, bool info, bool name)
    {
        var id = await ListedAsync();
        var answer = (await lab.CallAsync(Vnfs, query: $"?filter=(eq,id,{id}){selector}")).Expect(200).ShouldConform();
        var one = answer.Json.EnumerateArray().Single();
        one.TryGetProperty("instantiatedVnfInfo", out _).ShouldBe(info, answer.Text);
        one.TryGetProperty("vnfInstanceName", out _).ShouldBe(name, answer.Text);
        one.GetProperty("id").GetString().ShouldBe(id);
    }

    [SkippableFact]
    public async Task A_selected_part_of_an_attribute_comes_with_what_the_attribute_needs()
    {
        var id = await ListedAsync();
        var answer = (await lab.CallAsync(Vnfs, query: $"?filter=(eq,id,{id})&fields=instantiatedVnfInfo/vnfcResourceInfo")).Expect(200).ShouldConform();
        var info = answer.Json[0].GetProperty("instantiatedVnfInfo");
        info.GetProperty("vnfcResourceInfo").GetArrayLength().ShouldBe(1);
        info.TryGetProperty("flavourId", out _).ShouldBeTrue(answer.Text);
    }

    [SkippableTheory]
    [InlineData("?all_fields&exclude_default")]
    [InlineData("?fields=id&exclude_fields=id")]
    [InlineData("?all_fields&fields=instantiatedVnfInfo")]
    [InlineData("?fields=nothing")]
    [InlineData("?fields=vnfInstanceName")]
    public async Task Selectors_that_contradict_each_other_400(string query) => (await lab.CallAsync(Vnfs, query: query)).ShouldBeProblem(400);

    [SkippableTheory]
    [InlineData("GET /nslcm/v2/ns_lcm_op_occs", "(eq,lcmOperationType,INSTANTIATE);(eq,operationState,COMPLETED)")]
    [InlineData("GET /nslcm/v2/ns_instances", "(eq,nsState,INSTANTIATED);(eq,virtualLinkInfo/nsVirtualLinkDescId,vl)")]
    [InlineData("GET /vnflcm/v2/vnf_lcm_op_occs", "(eq,operation,INSTANTIATE);(eq,resourceChanges/affectedVnfcs/changeType,ADDED)")]
    [InlineData("GET /vnfpkgm/v2/vnf_packages", "(eq,vnfProductName,Minimal);(eq,softwareImages/name,vnf)")]
    [InlineData("GET /vnfpkgm/v2/onboarded_vnf_packages", "(eq,vnfProductName,Minimal);(eq,operationalState,ENABLED)")]
    [InlineData("GET /nsd/v2/ns_descriptors", "(eq,nsdName,Minimal);(eq,nsdUsageState,IN_USE)")]
    public async Task Other_lists_are_filtered_too(string operation, string filter)
    {
        await lab.InstantiatedNsAsync();
        var answer = (await lab.CallAsync(operation, query: $"?filter={Uri.EscapeDataString(filter)}")).Expect(200).ShouldConform();
        answer.Json.GetArrayLength().ShouldBeGreaterThan(0, $"{operation} {filter}");
    }

    [SkippableFact]
    public async Task Subscriptions_are_filtered_by_their_callback()
    {
        var id = (await lab.SubscribeAsync("vnflcm")).Expect(201).Id;
        var answer = (await lab.CallAsync("GET /vnflcm/v2/subscriptions", query: $"?filter=(eq,id,{id})")).Expect(200).ShouldConform();
        answer.Json.EnumerateArray().Select(s => s.GetProperty("id").GetString()).ShouldBe([id]);
    }

    private async Task<string> ListedAsync()
    {
        var id = await lab.VnfAsync("lists");
        await lab.FinishVnfAsync((await lab.InstantiateVnfAsync(id)).Expect(202));
        return id;
    }

    [GeneratedRegex("^<(?<uri>[^>]+)>;\\s*rel=\"?next\"?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Next();
}
