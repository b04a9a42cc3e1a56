using System.Text;
using System.Text.Json;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>The interface of the accounts: its document is checked in, complete, and kept to.</summary>
public sealed class AccountDocumentTests : IAsyncLifetime
{
    private CloudUnderTest cloud = null!;
    private AdapterHost adapter = null!;

    public async Task InitializeAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        adapter = await AdapterHost.StartAsync([cloud.Account("configured")]);
    }

    public async Task DisposeAsync()
    {
        await adapter.DisposeAsync();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task Generated_document_is_kept() => RepositoryFiles.OpenApiShouldBe(await ReadAsync(), OpenStackEndpoints.Document.Name);

    [Fact]
    public async Task Every_operation_answers_as_its_document_says()
    {
        var document = await ReadAsync();
        var contract = EtsiContract.Of(document);
        var faults = new List<string>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        async Task AskAsync(string method, string template, int expected, string? body = null, string id = "mine")
        {
            var path = OpenStackEndpoints.Root + template;
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path.Replace("{accountId}", id, StringComparison.Ordinal), UriKind.Relative));
            request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await adapter.Host.Client("t").SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).ShouldBe(expected, $"{method} {template}: {text}");
            faults.AddRange(contract.Validate(method, path, expected, answer.Headers.Concat(answer.Content.Headers), text));
            if (expected < 300)
            {
                done.Add($"{method} {path}");
            }
        }
        var account = $$"""{"id":"mine","authUrl":"{{cloud.AuthUrl}}","userName":"nfv","password":"{{ShapedCloud.Password}}","project":"nfv","region":"RegionOne"}""";

        await AskAsync("POST", "/accounts", 201, account);
        await AskAsync("POST", "/accounts", 409, account);
        await AskAsync("POST", "/accounts", 400, "null");
        await AskAsync("POST", "/accounts", 400, "{");
        await AskAsync("GET", "/accounts", 200);
        await AskAsync("GET", "/accounts/{accountId}", 200);
        await AskAsync("GET", "/accounts/{accountId}", 404, id: "other");
        await AskAsync("PUT", "/accounts/{accountId}", 200, account);
        await AskAsync("PUT", "/accounts/{accountId}", 400, account, "configured");
        await AskAsync("GET", "/accounts/{accountId}/orphans", 200);
        await AskAsync("DELETE", "/accounts/{accountId}/orphans", 200);
        await AskAsync("DELETE", "/accounts/{accountId}", 409, id: "configured");
        await AskAsync("DELETE", "/accounts/{accountId}", 204);

        faults.ShouldBeEmpty();
        document.GetProperty("paths").EnumerateObject().SelectMany(static p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"))
            .Except(done, StringComparer.Ordinal).ShouldBeEmpty("in the document, but nobody asked");
    }

    private async Task<JsonElement> ReadAsync()
    {
        using var document = JsonDocument.Parse(await adapter.Host.Client("t").GetByteArrayAsync(new Uri($"swagger/{OpenStackEndpoints.Document.Name}/swagger.json", UriKind.Relative)));
        return document.RootElement.Clone();
    }
}
