using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.Tests;

public sealed class UriTests
{
    [Fact]
    public void The_host_of_the_request_is_used_and_forwarded_headers_are_ignored_by_default() =>
        SolUri.Absolute(Context(_ => { }), "/x").ShouldBe("http://inside:8080/x");

    [Fact]
    public void Forwarded_headers_count_when_trusted() =>
        SolUri.Absolute(Context(o => o.TrustForwardedHeaders = true), "/x").ShouldBe("https://outside.example/mano/x");

    [Fact]
    public void A_configured_root_wins() =>
        SolUri.Absolute(Context(o => o.PublicBaseUri = new Uri("https://nfvo.example/api/")), "/x").ShouldBe("https://nfvo.example/api/x");

    [Theory]
    [InlineData("2.3.0", true)]
    [InlineData("2.3.0-impl:a.b:1", true)]
    [InlineData("2.3.0-impl:", false)]
    [InlineData("2.3", false)]
    [InlineData("2.3.-1", false)]
    [InlineData("2.3.99999999999", false)]
    [InlineData(" 2.3.0", false)]
    public void Versions(string text, bool valid) => SolVersion.TryParse(text, out _).ShouldBe(valid);

    private static DefaultHttpContext Context(Action<SolOptions> configure)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().Configure(configure).AddOptions().BuildServiceProvider() };
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("inside", 8080);
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        context.Request.Headers["X-Forwarded-Host"] = "outside.example, proxy";
        context.Request.Headers["X-Forwarded-Prefix"] = "/mano/";
        return context;
    }
}
