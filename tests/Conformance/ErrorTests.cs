using System.Net.Http.Headers;
using System.Text;

namespace NfvOrchestrator.Conformance;

/// <summary>What every operation answers to a wrong request: the same everywhere, with a body that says what is wrong.</summary>
[Collection(LabCollection.Name)]
public sealed class ErrorTests(ConformanceLab lab)
{
    private static readonly string Nobody = "11111111-2222-4333-8444-555555555555";
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static TheoryData<string> Judged() => [.. OperationCases.All.Keys.Where(static o => !IsVersions(o))];

    public static TheoryData<string> WithVersion() => [.. OperationCases.All.Keys.Where(static o => !IsVersions(o) && !OperationCases.IsOlder(o))];

    public static TheoryData<string> OnOneResource() => [.. OperationCases.All.Keys.Where(static o => o.Contains('{', StringComparison.Ordinal))];

    public static TheoryData<string> WithBody() => [.. OperationCases.All.Where(static c => c.Value.HasBody).Select(static c => c.Key)];

    public static TheoryData<string> WithJsonBody() => [.. OperationCases.All.Where(static c => c.Value.Body is not null).Select(static c => c.Key)];

    public static TheoryData<string> Lists() => [.. OperationCases.All.Keys.Where(static o => o.StartsWith("GET", StringComparison.Ordinal) && !o.Contains('{', StringComparison.Ordinal) && !IsVersions(o))];

    public static TheoryData<string> Templates() => [.. OperationCases.All.Keys.Select(static o => o[(o.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Distinct(StringComparer.Ordinal)];

    [SkippableTheory]
    [MemberData(nameof(Judged))]
    public async Task Without_a_token_401_and_how_to_authenticate(string operation)
    {
        var answer = (await WrongAsync(operation, token: false)).ShouldBeProblem(401);
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Bearer");
    }

    [SkippableTheory]
    [MemberData(nameof(WithVersion))]
    public async Task Without_a_version_400(string operation)
        => (await WrongAsync(operation, r => r.Headers.Remove("Version"))).ShouldBeProblem(400).Text.ShouldContain("Version");

    [SkippableTheory]
    [MemberData(nameof(Judged))]
    public async Task A_version_that_is_not_supported_406(string operation)
    {
        var answer = await WrongAsync(operation, r =>
        {
            r.Headers.Remove("Version");
            r.Headers.Add("Version", "99.0.0");
        });
        answer.ShouldBeProblem(406);
    }

    [SkippableTheory]
    [MemberData(nameof(Judged))]
    public async Task An_unknown_query_parameter_400(string operation) => (await WrongAsync(operation, query: "?colour=blue")).ShouldBeProblem(400).Text.ShouldContain("colour");

    [SkippableTheory]
    [MemberData(nameof(Judged))]
    public async Task A_media_type_that_is_not_available_406(string operation)
    {
        var answer = await WrongAsync(operation, r =>
        {
            r.Headers.Accept.Clear();
            r.Headers.Accept.ParseAdd("image/png");
        });
        answer.ShouldBeProblem(406);
    }

    [SkippableTheory]
    [MemberData(nameof(OnOneResource))]
    public async Task An_unknown_resource_404(string operation) => (await WrongAsync(operation)).ShouldBeProblem(404).Text.ShouldContain(Nobody);

    [SkippableTheory]
    [MemberData(nameof(WithBody))]
    public async Task A_body_of_another_media_type_415(string operation)
    {
        var content = new StringContent("<a/>", Encoding.UTF8, new MediaTypeHeaderValue("text/xml"));
        (await lab.CallAsync(operation, [Nobody, Nobody], content: content)).ShouldBeProblem(415);
    }

    [SkippableTheory]
    [MemberData(nameof(WithJsonBody))]
    public async Task A_body_that_is_not_JSON_400(string operation) => (await lab.CallAsync(operation, [Nobody, Nobody], "{ \"a\": ")).ShouldBeProblem(400);

    [SkippableTheory]
    [MemberData(nameof(WithJsonBody))]
    public async Task A_body_that_is_not_an_object_400_or_422(string operation)
    {
        var answer = await lab.CallAsync(operation, [Nobody, Nobody], "[1]");
        answer.ShouldBeProblem(answer.Status is 400 ? 400 : 422);
    }

    [SkippableTheory]
    [MemberData(nameof(Templates))]
    public async Task Another_method_405_and_which_are_allowed(string template)
    {
        var mapped = Methods.Where(m => OperationCases.All.ContainsKey($"{m} {template}")).ToList();
        foreach (var method in Methods.Except(mapped, StringComparer.Ordinal))
        {
            var answer = (await lab.CallAsync($"{method} {template}", [Nobody, Nobody])).ShouldBeProblem(405);
            var allowed = answer.Header("Allow").ShouldNotBeNull($"{method} {template}").Split(',', StringSplitOptions.TrimEntries);
            allowed.Order(StringComparer.Ordinal).ShouldBe(mapped.Order(StringComparer.Ordinal), $"{method} {template}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Lists))]
    public async Task A_marker_that_we_did_not_make_400(string operation) => (await lab.CallAsync(operation, query: "?nextpage_opaque_marker=abc")).ShouldBeProblem(400);

    [SkippableTheory]
    [MemberData(nameof(Lists))]
    public async Task A_malformed_filter_400(string operation) => (await lab.CallAsync(operation, query: "?filter=(eq,id")).ShouldBeProblem(400);

    [SkippableTheory]
    [MemberData(nameof(Lists))]
    public async Task A_filter_on_an_attribute_that_does_not_exist_400(string operation) => (await lab.CallAsync(operation, query: "?filter=(eq,colour,blue)")).ShouldBeProblem(400);

    [SkippableFact]
    public async Task An_unknown_path_of_an_API_404()
    {
        using var client = lab.Api.Client(lab.Lab.Addresses.Nfvo);
        using var response = await client.GetAsync(new Uri("nslcm/v2/nothing", UriKind.Relative));
        ((int)response.StatusCode).ShouldBe(404);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        response.Headers.Contains("Version").ShouldBeTrue();
    }

    private static bool IsVersions(string operation) => operation.EndsWith("api_versions", StringComparison.Ordinal);

    private Task<Answer> WrongAsync(string operation, Action<HttpRequestMessage>? adjust = null, string query = "", bool token = true)
    {
        var right = OperationCases.All[operation];
        var content = right.ContentType is { } type ? new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } : null;
        return lab.CallAsync(operation, [Nobody, Nobody], right.Body, query, content, adjust, token);
    }
}
