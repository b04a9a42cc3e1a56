using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Hosting;

public sealed class HttpClientTests
{
    private sealed class CountingTokens : ITokenSource
    {
        private int issued;

        public int Issued => issued;

        public bool FirstIsStale { get; init; }

        private string? held;

        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
            => ValueTask.FromResult(held ??= Interlocked.Increment(ref issued) == 1 && FirstIsStale
                ? TestTokenIssuer.Token(null, ["service"], expires: DateTimeOffset.UtcNow.AddHours(-1))
                : TestTokenIssuer.Token(null, ["service"]));

        public void Invalidate(string token) => held = null;
    }

    private static (ServiceProvider Services, HttpClient Client) Caller(Uri? address, ITokenSource? tokens = null, Action<NfvHttpClientOptions>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(tokens ?? new CountingTokens());
        services.AddNfvHttpClient("vnfm", address, o =>
        {
            o.RetryDelay = TimeSpan.FromMilliseconds(1);
            more?.Invoke(o);
        });
        var provider = services.BuildServiceProvider();
        return (provider, provider.GetRequiredService<IHttpClientFactory>().CreateClient("vnfm"));
    }

    [Fact]
    public async Task A_call_carries_token_tenant_and_trace()
    {
        string? traceparent = null;
        await using var host = await ServiceHost.StartAsync(_ => { }, app => app.MapGet("/", (HttpContext c) =>
        {
            traceparent = c.Request.Headers.TraceParent;
            return c.GetTenant().Value + "/" + TenantContext.Current;
        }));
        var (services, client) = Caller(host.BaseAddress);
        using var activity = new Activity("caller").Start();
        using var tenant = TenantContext.Use(new TenantId("beta"));
        (await client.GetStringAsync("/")).ShouldBe("beta/beta");
        traceparent!.ShouldContain(activity.TraceId.ToHexString());
        await services.DisposeAsync();
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        await using var host = await ServiceHost.StartAsync(_ => { }, app => app.MapGet("/", () => "ok"));
        var tokens = new CountingTokens { FirstIsStale = true };
        var (services, client) = Caller(host.BaseAddress, tokens);
        (await client.GetStringAsync("/")).ShouldBe("ok");
        (await client.GetStringAsync("/")).ShouldBe("ok");
        tokens.Issued.ShouldBe(2);
        await services.DisposeAsync();
    }

    [Fact]
    public async Task Only_what_is_safe_is_repeated()
    {
        var calls = 0;
        await using var host = await ServiceHost.StartAsync(_ => { }, app =>
        {
            app.MapGet("/flaky", () => Interlocked.Increment(ref calls) % 3 == 0 ? Results.Ok() : Results.StatusCode(503));
            app.MapPost("/flaky", () =>
            {
                Interlocked.Increment(ref calls);
                return Results.StatusCode(503);
            });
        });
        var (services, client) = Caller(host.BaseAddress);
        (await client.GetAsync("/flaky")).StatusCode.ShouldBe(HttpStatusCode.OK);
        calls.ShouldBe(3);
        calls = 0;
        (await client.PostAsync("/flaky", null)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        calls.ShouldBe(1);
        calls = 0;
        using var keyed = new HttpRequestMessage(HttpMethod.Post, "/flaky");
        keyed.Headers.Add("Idempotency-Key", "k");
        (await client.SendAsync(keyed)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        calls.ShouldBe(4);
        await services.DisposeAsync();
    }

    [Fact]
    public async Task A_dead_service_is_one_kind_of_exception_that_says_what_to_do()
    {
        var (services, client) = Caller(new Uri("http://127.0.0.1:9"));
        var error = await Should.ThrowAsync<ServiceUnavailableException>(() => client.GetAsync("/x?secret=1"));
        error.Message.ShouldContain("vnfm did not answer GET http://127.0.0.1:9/x:");
        error.Message.ShouldContain("tried 4 times");
        error.Message.ShouldNotContain("secret");
        await services.DisposeAsync();
    }

    [Fact]
    public async Task A_silent_service_is_given_up()
    {
        await using var host = await ServiceHost.StartAsync(_ => { }, app => app.MapPost("/", (HttpContext c) => Task.Delay(Timeout.Infinite, c.RequestAborted)));
        var (services, client) = Caller(host.BaseAddress, more: o => o.AttemptTimeout = TimeSpan.FromMilliseconds(50));
        (await Should.ThrowAsync<ServiceUnavailableException>(() => client.PostAsync("/", null))).Message.ShouldContain("sent once");
        await services.DisposeAsync();
    }
}
