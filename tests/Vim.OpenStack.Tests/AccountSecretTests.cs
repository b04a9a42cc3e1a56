using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Secrets of accounts: stored encrypted, sent only where they were meant for, and a pity when their key is lost, but for nobody else.</summary>
public sealed class AccountSecretTests : IAsyncLifetime
{
    private readonly InMemoryDocumentStore store = new(TimeProvider.System);
    private CloudUnderTest cloud = null!;
    private AdapterHost adapter = null!;

    public async Task InitializeAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        adapter = await AdapterHost.StartAsync([], store);
    }

    public async Task DisposeAsync()
    {
        await adapter.DisposeAsync();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task AStoredAccountHasNoSecretToRead()
    {
        await SendAsync(HttpMethod.Post, "", Settings(), HttpStatusCode.Created);
        var document = (await store.GetAsync(AccountRegistry.Collection, new TenantId("t"), "mine", default)).ShouldNotBeNull();
        var text = JsonSerializer.Serialize(document.Value, OpenStackJson.Default.AccountDocument);
        text.ShouldNotContain(ShapedCloud.Password);
        text.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(ShapedCloud.Password)));
        (document.Value.Settings.Password, document.Value.Password is { Length: > 40 }).ShouldBe((null, true));
    }

    [Fact]
    public async Task ASecretThatIsLeftOutStaysWhileItGoesToTheSamePlace()
    {
        await SendAsync(HttpMethod.Post, "", Settings(), HttpStatusCode.Created);
        var without = Settings(("password", null), ("name", "another name"), ("outerNetwork", "outer"), ("authUrl", cloud.AuthUrl + "/"));
        using var view = JsonDocument.Parse(await SendAsync(HttpMethod.Put, "/mine", without, HttpStatusCode.OK));
        (view.RootElement.GetProperty("health").GetString(), view.RootElement.GetProperty("settings").GetProperty("name").GetString()).ShouldBe(("HEALTHY", "another name"));
    }

    [Theory]
    [InlineData("authUrl", "http://127.0.0.1:{port}/v3")]
    [InlineData("userName", "admin")]
    [InlineData("userDomain", "Other")]
    [InlineData("verifyTls", false)]
    [InlineData("caBundle", "-----BEGIN CERTIFICATE-----")]
    [InlineData("endpointOverrides.compute", "http://127.0.0.1:{port}/v2.1")]
    public async Task AStoredSecretIsNotSentElsewhereNorForSomebodyElse(string setting, object value)
    {
        await using var thief = await ShapedCloud.StartAsync();
        await SendAsync(HttpMethod.Post, "", Settings(), HttpStatusCode.Created);
        value = value is string text ? text.Replace("{port}", new Uri(thief.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) : value;
        var node = JsonSerializer.SerializeToNode(value);
        var changed = setting.StartsWith("endpointOverrides", StringComparison.Ordinal) ? Settings(("password", null), ("endpointOverrides", new JsonObject { ["compute"] = node })) : Settings(("password", null), (setting, node));
        var refused = await SendAsync(HttpMethod.Put, "/mine", changed, HttpStatusCode.BadRequest);
        refused.ShouldContain("password is missing");
        refused.ShouldContain(setting);
        thief.Requests.ShouldBeEmpty();
        // What was stored is as it was.
        var kept = await SendAsync(HttpMethod.Get, "/mine?probeAgain=true", null, HttpStatusCode.OK);
        using var view = JsonDocument.Parse(kept);
        (view.RootElement.GetProperty("health").GetString(), view.RootElement.GetProperty("settings").GetProperty("authUrl").GetString()).ShouldBe(("HEALTHY", cloud.AuthUrl), kept);
    }

    [Fact]
    public async Task ACredentialInTheUsersPlaceNeedsItsSecret()
    {
        await SendAsync(HttpMethod.Post, "", Settings(), HttpStatusCode.Created);
        var refused = await SendAsync(HttpMethod.Put, "/mine", Settings(("userName", null), ("password", null), ("project", null), ("applicationCredentialId", "c")), HttpStatusCode.BadRequest);
        refused.ShouldContain("applicationCredentialSecret is missing");
    }

    private JsonObject Settings(params (string Name, JsonNode? Value)[] changes)
    {
        var settings = new JsonObject { ["id"] = "mine", ["authUrl"] = cloud.AuthUrl, ["userName"] = "nfv", ["password"] = ShapedCloud.Password, ["project"] = "nfv", ["region"] = "RegionOne" };
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                settings.Remove(name);
            }
            else
            {
                settings[name] = value;
            }
        }
        return settings;
    }

    private async Task<string> SendAsync(HttpMethod method, string path, JsonObject? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{OpenStackEndpoints.Root}/accounts{path}", UriKind.Relative));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await adapter.Host.Client("t").SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return text;
    }
}
