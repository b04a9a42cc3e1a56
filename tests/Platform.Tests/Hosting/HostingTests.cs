using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Platform.Tests.Security;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Hosting;

public sealed class HostingTests
{
    public sealed record Body(string Name);

    private static Task<ServiceHost> StartAsync(Action<WebApplicationBuilder>? build = null, IReadOnlyDictionary<string, string?>? settings = null)
        => ServiceHost.StartAsync(build ?? (_ => { }), app =>
        {
            app.MapGet("/tenant", (HttpContext c) => c.GetTenant().Value);
            app.MapPost("/things", (Body body) => Results.Ok(body.Name));
            app.MapPost("/big", async (HttpContext c) =>
            {
                await c.Request.Body.CopyToAsync(Stream.Null);
                return "ok";
            }).WithBodyLimit(8 * 1024 * 1024);
            app.MapGet("/fault", string () => throw new InvalidOperationException("inner secret text"));
            app.MapGet("/store-down", string () => throw new StoreUnavailableException("db-7 gone", new TimeoutException()));
            app.MapGet("/service-only", () => "ok").RequireAuthorization(NfvPolicies.Service);
        }, settings);

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }

    [Fact]
    public async Task Every_tenant_gets_its_own_name_from_its_token()
    {
        await using var host = await StartAsync();
        (await host.Client("alpha").GetStringAsync("/tenant")).ShouldBe("alpha");
        (await host.Client("beta").GetStringAsync("/tenant")).ShouldBe("beta");
    }

    [Fact]
    public async Task Without_token_everything_but_health_is_closed_even_unknown_paths()
    {
        await using var host = await StartAsync();
        var client = host.AnonymousClient();
        foreach (var path in new[] { "/tenant", "/nowhere", "/swagger/index.html" })
        {
            var response = await client.GetAsync(path);
            await ProblemAsync(response, HttpStatusCode.Unauthorized);
            response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer realm=");
        }
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public static TheoryData<string, string> BadTokens => new()
    {
        { "expired", TestTokenIssuer.Token("alpha", expires: DateTimeOffset.UtcNow.AddMinutes(-5)) },
        { "audience", TestTokenIssuer.Token("alpha", audience: "somebody-else") },
        { "issuer", TestTokenIssuer.Token("alpha", issuer: "somebody-else") },
        { "signature", TestTokenIssuer.Token("alpha", forged: true) },
        { "malformed", "garbage" },
        { "malformed", "a.b.c" },
        { "malformed", new string('x', 9000) },
    };

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_401_with_the_reason(string reason, string token)
    {
        await using var host = await StartAsync();
        var response = await host.ClientWithToken(token).GetAsync("/tenant");
        var problem = await ProblemAsync(response, HttpStatusCode.Unauthorized);
        problem.GetProperty("detail").GetString()!.ShouldContain(reason);
        response.Headers.WwwAuthenticate.ToString().ShouldContain("error=\"invalid_token\"");
        host.Logs.Lines.ShouldAllBe(l => !l.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        await using var host = await StartAsync();
        static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var token = Part("""{"alg":"none","typ":"JWT"}""") + "." + Part("""{"iss":"test-issuer","aud":"nfv-orchestrator","tenant":"alpha","roles":["operator"],"exp":4102444800}""") + ".";
        (await host.ClientWithToken(token).GetAsync("/tenant")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("_system")]
    [InlineData("../x")]
    public async Task A_token_without_a_usable_tenant_is_403(string? tenant)
    {
        await using var host = await StartAsync();
        var problem = await ProblemAsync(await host.Client(tenant).GetAsync("/tenant"), HttpStatusCode.Forbidden);
        problem.GetProperty("detail").GetString()!.ShouldContain("tenant");
    }

    [Fact]
    public async Task Only_a_service_may_act_for_another_tenant()
    {
        await using var host = await StartAsync();
        var service = host.Client(null, NfvRoles.Service);
        service.DefaultRequestHeaders.Add(TenantContext.HeaderName, "beta");
        (await service.GetStringAsync("/tenant")).ShouldBe("beta");

        var person = host.Client("alpha");
        person.DefaultRequestHeaders.Add(TenantContext.HeaderName, "beta");
        await ProblemAsync(await person.GetAsync("/tenant"), HttpStatusCode.Forbidden);

        var system = host.Client(null, NfvRoles.Service);
        system.DefaultRequestHeaders.Add(TenantContext.HeaderName, "_system");
        await ProblemAsync(await system.GetAsync("/tenant"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_viewer_reads_and_does_not_write()
    {
        await using var host = await StartAsync();
        var viewer = host.Client("alpha", NfvRoles.Viewer);
        (await viewer.GetAsync("/tenant")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ProblemAsync(await viewer.PostAsJsonAsync("/things", new Body("x")), HttpStatusCode.Forbidden);
        await ProblemAsync(await host.Client("alpha").GetAsync("/service-only"), HttpStatusCode.Forbidden);
        (await host.Client(null, NfvRoles.Service).GetAsync("/service-only")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ProblemAsync(await host.Client("alpha", "stranger").GetAsync("/tenant"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Errors_of_routing_and_binding_are_problems()
    {
        await using var host = await StartAsync();
        var client = host.Client("alpha");
        await ProblemAsync(await client.GetAsync("/nowhere"), HttpStatusCode.NotFound);
        var wrongMethod = await client.DeleteAsync("/things");
        await ProblemAsync(wrongMethod, HttpStatusCode.MethodNotAllowed);
        wrongMethod.Content.Headers.Allow.ShouldContain("POST");
        await ProblemAsync(await client.PostAsync("/things", new StringContent("{", Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest);
        var deep = new string('[', 200) + new string(']', 200);
        await ProblemAsync(await client.PostAsync("/things", new StringContent(deep, Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest);
        await ProblemAsync(await client.PostAsync("/things", new StringContent("x", Encoding.UTF8, "text/plain")), HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Body_limit_holds_and_an_endpoint_can_raise_it()
    {
        await using var host = await StartAsync();
        var client = host.Client("alpha");
        client.DefaultRequestHeaders.ExpectContinue = true; // the refusal then comes before the body is sent
        var fiveMiB = new ByteArrayContent(new byte[5 * 1024 * 1024]);
        fiveMiB.Headers.ContentType = new("application/json");
        await ProblemAsync(await client.PostAsync("/things", fiveMiB), HttpStatusCode.RequestEntityTooLarge);
        (await client.PostAsync("/big", new ByteArrayContent(new byte[5 * 1024 * 1024]))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ProblemAsync(await client.PostAsync("/big", new ByteArrayContent(new byte[9 * 1024 * 1024])), HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Faults_are_logged_with_everything_and_answered_with_nothing_inner()
    {
        await using var host = await StartAsync();
        var fault = await host.Client("alpha").GetAsync("/fault");
        var problem = await ProblemAsync(fault, HttpStatusCode.InternalServerError);
        problem.ToString().ShouldNotContain("inner secret text");
        problem.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
        host.Logs.Lines.ShouldContain(l => l.Contains("inner secret text", StringComparison.Ordinal));

        var down = await host.Client("alpha").GetAsync("/store-down");
        (await ProblemAsync(down, HttpStatusCode.ServiceUnavailable)).ToString().ShouldNotContain("db-7");
        down.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Ready_tells_of_a_store_that_is_down()
    {
        var store = new MemoryStore();
        await using var host = await StartAsync(b => b.Services.AddSingleton<IDocumentStore>(store));
        var client = host.AnonymousClient();
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        store.Failure = new StoreUnavailableException("host db-7", new TimeoutException());
        var down = await client.GetAsync("/health/ready");
        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var json = await down.Content.ReadAsStringAsync();
        json.ShouldNotContain("db-7");
        JsonDocument.Parse(json).RootElement.GetProperty("checks").GetProperty("store").GetProperty("status").GetString().ShouldBe("Unhealthy");
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start_and_is_named()
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(settings: new Dictionary<string, string?>
        {
            ["Nfv:MaxRequestBodyBytes"] = "5",
            ["Nfv:Auth:MetadataAddress"] = "http://issuer.example/metadata",
        }));
        error.Message.ShouldContain("Nfv:MaxRequestBodyBytes");
        error.Message.ShouldContain("Nfv:Auth:MetadataAddress");
    }

    [Fact]
    public async Task A_trace_goes_through_and_is_named_in_problems()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fault");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var problem = await ProblemAsync(await host.Client("alpha").SendAsync(request), HttpStatusCode.InternalServerError);
        problem.GetProperty("traceId").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }
}
