using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Security;

public sealed class TokenEndpointTests
{
    private static Task<ServiceHost> IssuerAsync(MemoryStore store, string? url = null) => ServiceHost.StartAsync(
        b =>
        {
            b.Services.AddSingleton<IDocumentStore>(store);
            b.Services.AddNfvDataProtection();
            b.Services.AddNfvTokenIssuer();
        },
        app =>
        {
            app.MapTokenEndpoint();
            app.MapGet("/tenant", (HttpContext c) => c.GetTenant().Value);
        },
        ownIssuer: true,
        url: url);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] values) => new(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));

    private static async Task<HttpResponseMessage> BasicAsync(HttpClient client, string id, string secret, params (string, string)[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth2/token") { Content = Form([("grant_type", "client_credentials"), .. more]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        return await client.SendAsync(request);
    }

    private static async Task<string> TokenAsync(ServiceHost issuer, ClientCredentials who)
    {
        var response = await BasicAsync(issuer.AnonymousClient(), who.ClientId, who.Secret);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    [Fact]
    public async Task A_client_gets_a_token_that_its_issuer_and_another_service_accept()
    {
        var store = new MemoryStore();
        await using var issuer = await IssuerAsync(store);
        var who = await issuer.Services.GetRequiredService<ClientRegistry>().CreateAsync("acme-ops", new TenantId("acme"), [NfvRoles.Operator], default);
        var response = await issuer.AnonymousClient().PostAsync("/oauth2/token", Form(("grant_type", "client_credentials"), ("client_id", who.ClientId), ("client_secret", who.Secret)));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("token_type").GetString().ShouldBe("Bearer");
        answer.GetProperty("expires_in").GetInt32().ShouldBe(3600);
        answer.GetProperty("scope").GetString().ShouldBe("operator");
        var token = answer.GetProperty("access_token").GetString()!;
        (await issuer.ClientWithToken(token).GetStringAsync("/tenant")).ShouldBe("acme");

        await using var other = await ServiceHost.StartAsync(
            _ => { },
            app => app.MapGet("/tenant", (HttpContext c) => c.GetTenant().Value),
            new Dictionary<string, string?> { ["Nfv:Auth:Authority"] = issuer.BaseAddress.ToString() },
            ownIssuer: true);
        (await other.ClientWithToken(token).GetStringAsync("/tenant")).ShouldBe("acme");

        // no secret, no private key, no token anywhere it could be read
        store.Dump().ShouldNotContain(who.Secret);
        issuer.Logs.Lines.ShouldAllBe(l => !l.Contains(who.Secret, StringComparison.Ordinal) && !l.Contains(token, StringComparison.Ordinal));
        who.ToString().ShouldNotContain(who.Secret);
    }

    [Fact]
    public async Task Errors_are_those_of_rfc_6749()
    {
        var store = new MemoryStore();
        await using var issuer = await IssuerAsync(store);
        var who = await issuer.Services.GetRequiredService<ClientRegistry>().CreateAsync("c1", new TenantId("acme"), [NfvRoles.Viewer, NfvRoles.Operator], default);
        var client = issuer.AnonymousClient();
        async Task Expect(HttpResponseMessage response, int status, string error)
        {
            var text = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).ShouldBe(status, text);
            JsonDocument.Parse(text).RootElement.GetProperty("error").GetString().ShouldBe(error);
            if (status == 401)
            {
                response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Basic");
            }
        }
        Task<HttpResponseMessage> Post(params (string, string)[] values) => client.PostAsync("/oauth2/token", Form(values));

        await Expect(await client.PostAsync("/oauth2/token", new StringContent("{}", Encoding.UTF8, "application/json")), 400, "invalid_request");
        await Expect(await Post(("grant_type", "client_credentials")), 401, "invalid_client");
        await Expect(await Post(("grant_type", "client_credentials"), ("client_id", "c1"), ("client_secret", "wrong")), 401, "invalid_client");
        await Expect(await Post(("grant_type", "client_credentials"), ("client_id", "nobody"), ("client_secret", "wrong")), 401, "invalid_client");
        await Expect(await Post(("client_id", "c1"), ("client_secret", who.Secret)), 400, "invalid_request");
        await Expect(await Post(("grant_type", "password"), ("client_id", "c1"), ("client_secret", who.Secret)), 400, "unsupported_grant_type");
        await Expect(await Post(("grant_type", "client_credentials"), ("grant_type", "x"), ("client_id", "c1"), ("client_secret", who.Secret)), 400, "invalid_request");
        await Expect(await BasicAsync(client, "c1", who.Secret, ("client_secret", who.Secret)), 400, "invalid_request");
        await Expect(await BasicAsync(client, "c1", who.Secret, ("scope", "viewer service")), 400, "invalid_scope");
        await Expect(await Post(("grant_type", "client_credentials"), ("x", new string('y', 20_000))), 400, "invalid_request");

        var narrowed = await BasicAsync(client, "c1", who.Secret, ("scope", "viewer"));
        (await narrowed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("scope").GetString().ShouldBe("viewer");
    }

    [Fact]
    public async Task A_disabled_client_or_a_replaced_secret_gets_nothing_at_once()
    {
        var store = new MemoryStore();
        await using var issuer = await IssuerAsync(store);
        var registry = issuer.Services.GetRequiredService<ClientRegistry>();
        var who = await registry.CreateAsync("c1", new TenantId("acme"), [NfvRoles.Operator], default);
        var client = issuer.AnonymousClient();
        await TokenAsync(issuer, who);
        await registry.SetEnabledAsync("c1", false, default);
        (await BasicAsync(client, "c1", who.Secret)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await registry.SetEnabledAsync("c1", true, default);
        var next = await registry.ResetSecretAsync("c1", default);
        (await BasicAsync(client, "c1", who.Secret)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await TokenAsync(issuer, next);
        await Should.ThrowAsync<ClientExistsException>(() => registry.CreateAsync("c1", new TenantId("acme"), [NfvRoles.Operator], default));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_the_right_client_elsewhere_is_not_hurt()
    {
        var store = new MemoryStore();
        await using var issuer = await IssuerAsync(store);
        var registry = issuer.Services.GetRequiredService<ClientRegistry>();
        await registry.CreateAsync("victim", new TenantId("acme"), [NfvRoles.Operator], default);
        var other = await registry.CreateAsync("other", new TenantId("acme"), [NfvRoles.Operator], default);
        var client = issuer.AnonymousClient();
        for (var i = 0; i < 10; i++)
        {
            (await BasicAsync(client, "victim", "guess" + i)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        var throttled = await BasicAsync(client, "victim", "guess");
        throttled.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        throttled.Headers.RetryAfter.ShouldNotBeNull();
        await TokenAsync(issuer, other);
    }

    [Fact]
    public async Task Keys_survive_a_restart_and_tokens_with_them()
    {
        var store = new MemoryStore();
        string token;
        ClientCredentials who;
        await using (var first = await IssuerAsync(store))
        {
            who = await first.Services.GetRequiredService<ClientRegistry>().CreateAsync("c1", new TenantId("acme"), [NfvRoles.Operator], default);
            token = await TokenAsync(first, who);
        }
        store.Dump().ShouldContain("data_protection_keys/_system/");
        await using var second = await IssuerAsync(store);
        (await second.ClientWithToken(token).GetStringAsync("/tenant")).ShouldBe("acme");
        var again = await TokenAsync(second, who);
        new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(again).Kid.ShouldBe(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Kid);
        second.Logs.Lines.ShouldAllBe(l => !l.Contains("cannot be decrypted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_real_database_too_keys_clients_and_tokens_survive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("nfv-issuer-");
        try
        {
            Task<ServiceHost> Start() => ServiceHost.StartAsync(
                b =>
                {
                    b.Services.AddDocumentStore(new StoreOptions { Path = Path.Combine(folder.FullName, "issuer.db") });
                    b.Services.AddNfvDataProtection();
                    b.Services.AddNfvTokenIssuer();
                },
                app =>
                {
                    app.MapTokenEndpoint();
                    app.MapGet("/tenant", (HttpContext c) => c.GetTenant().Value);
                },
                ownIssuer: true);
            string token;
            await using (var first = await Start())
            {
                token = await TokenAsync(first, await first.Services.GetRequiredService<ClientRegistry>().CreateAsync("c1", new TenantId("acme"), [NfvRoles.Viewer], default));
            }
            await using var second = await Start();
            (await second.ClientWithToken(token).GetStringAsync("/tenant")).ShouldBe("acme");
            var again = await second.Services.GetRequiredService<ClientRegistry>().CreateOrResetAsync("c1", new TenantId("acme"), [NfvRoles.Viewer], default);
            (await second.ClientWithToken(await TokenAsync(second, again)).GetStringAsync("/tenant")).ShouldBe("acme");
            second.Logs.Lines.ShouldAllBe(l => !l.Contains("Made the token signing key", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task While_the_issuer_is_down_a_token_is_503_not_401()
    {
        await using var service = await ServiceHost.StartAsync(
            _ => { },
            app => app.MapGet("/tenant", (HttpContext c) => c.GetTenant().Value),
            new Dictionary<string, string?> { ["Nfv:Auth:Authority"] = "http://127.0.0.1:9" },
            ownIssuer: true);
        var response = await service.Client("alpha").GetAsync("/tenant");
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }
}
