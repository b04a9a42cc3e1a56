using System.Text.Json;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.OpenApi;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Conformance;

/// <summary>The OpenAPI documents of the services: checked in under <c>openapi/</c>, complete, and shown by Swagger UI.</summary>
[Collection(LabCollection.Name)]
public sealed class OpenApiTests(ConformanceLab lab)
{
    private static readonly SolApi[] Apis = [.. SolApi.All];

    public static TheoryData<string> Names() => [.. Apis.Select(SolOpenApi.DocumentName)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Generated_documents_are_kept(string name)
    {
        using var document = await ReadAsync(name);
        RepositoryFiles.OpenApiShouldBe(document.RootElement, name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_document_says_nothing_about_this_machine(string name)
    {
        using var document = await ReadAsync(name);
        document.RootElement.GetRawText().ShouldNotContain("127.0.0.1");
        document.RootElement.TryGetProperty("servers", out _).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_document_has_every_operation_with_everything_it_takes_and_gives(string name)
    {
        using var document = await ReadAsync(name);
        var root = document.RootElement;
        root.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().ShouldNotBeEmpty();
        var seen = new List<string>();
        var faults = new List<string>();
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                var operation = $"{method.Name.ToUpperInvariant()} {path.Name}";
                seen.Add(operation);
                Check(operation, method.Value, faults);
            }
        }
        faults.ShouldBeEmpty();
        var prefix = $" /{name.Replace('-', '/')}/";
        OperationCases.All.Keys.Where(o => o.Contains(prefix, StringComparison.Ordinal)).Except(seen, StringComparer.Ordinal).ShouldBeEmpty("not in the document");
    }

    [Theory]
    [InlineData("vnflcm")]
    [InlineData("nslcm")]
    public async Task Swagger_UI_is_served(string api)
    {
        using var client = new HttpClient { BaseAddress = lab.Root(api) };
        (await client.GetStringAsync(new Uri("swagger/index.html", UriKind.Relative))).ShouldContain("swagger-ui");
        (await client.GetStringAsync(new Uri("swagger/swagger-ui-bundle.js", UriKind.Relative))).Length.ShouldBeGreaterThan(100_000);
    }

    private static void Check(string operation, JsonElement described, List<string> faults)
    {
        void Demand(bool holds, string what)
        {
            if (!holds)
            {
                faults.Add($"{operation}: {what}");
            }
        }
        var versions = operation.EndsWith("api_versions", StringComparison.Ordinal);
        var responses = described.GetProperty("responses");
        var success = responses.EnumerateObject().Where(r => r.Name[0] == '2').ToList();
        Demand(success.Count > 0, "no success");
        foreach (var answer in success)
        {
            var bodiless = answer.Name is "202" or "204";
            Demand(bodiless || (answer.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _))), $"{answer.Name} without the schema of its body");
            Demand(answer.Value.TryGetProperty("headers", out var headers) && headers.TryGetProperty("Version", out _), $"{answer.Name} without the header Version");
            Demand(answer.Name != "201" || headers.TryGetProperty("Location", out _), "201 without the header Location");
        }
        if (versions)
        {
            return;
        }
        Demand(described.TryGetProperty("security", out var security) && security.GetArrayLength() > 0, "no security");
        Demand(described.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(p => p.GetProperty("name").GetString() == "Version"), "no header Version");
        foreach (var status in (string[])["400", "401", "403", "404", "405", "406", "500", "503"])
        {
            Demand(responses.TryGetProperty(status, out var problem) && problem.GetProperty("content").TryGetProperty("application/problem+json", out var body) && body.TryGetProperty("schema", out _), $"no problem {status}");
        }
        if (OperationCases.All.TryGetValue(operation, out var right))
        {
            Demand(described.TryGetProperty("requestBody", out var body) == right.HasBody, right.HasBody ? "no body" : "a body that is not taken");
            Demand(!right.HasBody || body.GetProperty("content").EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _)), "body without schema");
        }
    }

    private async Task<JsonDocument> ReadAsync(string name)
    {
        using var client = new HttpClient { BaseAddress = lab.Root(name[..name.IndexOf('-', StringComparison.Ordinal)]) };
        return JsonDocument.Parse(await client.GetByteArrayAsync(new Uri($"swagger/{name}/swagger.json", UriKind.Relative)));
    }
}
