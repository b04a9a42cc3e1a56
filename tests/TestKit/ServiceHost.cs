using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.TestKit;

/// <summary>
/// A service on a real Kestrel at a free loopback port, with everything <c>AddNfvService</c> brings. Tokens come from <see cref="TestTokenIssuer"/>, unless the
/// settings name an authority or the service issues its own.
/// </summary>
public sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<HttpClient> clients = [];

    private ServiceHost(WebApplication app, LogCapture logs)
    {
        this.app = app;
        Logs = logs;
        BaseAddress = new Uri(app.Urls.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Everything it logged, of every level.</summary>
    public LogCapture Logs { get; }

    /// <summary>Starts a service.</summary>
    /// <param name="build">Registers the service (<c>AddNfvo</c> …).</param>
    /// <param name="map">Maps its endpoints.</param>
    /// <param name="settings">Configuration values.</param>
    /// <param name="ownIssuer">The service issues its own tokens (<c>AddNfvTokenIssuer</c>), or the settings name an authority: leave token checking as it is.</param>
    /// <param name="url">Where to listen; null: a free port.</param>
    public static async Task<ServiceHost> StartAsync(
        Action<WebApplicationBuilder> build, Action<WebApplication> map, IReadOnlyDictionary<string, string?>? settings = null, bool ownIssuer = false, string? url = null)
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder(settings);
        builder.WebHost.UseUrls(url ?? "http://127.0.0.1:0");
        var logs = new LogCapture();
        builder.Logging.AddProvider(logs);
        builder.AddNfvService("test", o =>
        {
            o.LogFormat = NfvLogFormat.Quiet;
            o.LogLevel = LogLevel.Debug;
            if (!ownIssuer)
            {
                o.Auth.Authority = "http://127.0.0.1:9"; // never asked: replaced below
            }
        });
        if (!ownIssuer)
        {
            builder.Services.PostConfigure<JwtBearerOptions>(
                JwtBearerDefaults.AuthenticationScheme,
                o => o.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(TestTokenIssuer.Configuration));
        }
        build(builder);
        var built = builder.Build();
        built.UseNfvService();
        map(built);
        try
        {
            await built.StartAsync();
        }
        catch
        {
            await built.DisposeAsync();
            throw;
        }
        return new ServiceHost(built, logs);
    }

    /// <summary>A client with a token for a tenant; without roles given: operator.</summary>
    public HttpClient Client(string? tenant, params string[] roles) => ClientWithToken(TestTokenIssuer.Token(tenant, roles.Length == 0 ? null : roles));

    /// <summary>A client with that token.</summary>
    public HttpClient ClientWithToken(string token)
    {
        var client = AnonymousClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client without a token.</summary>
    public HttpClient AnonymousClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(c => c.Dispose());
        await app.StopAsync();
        await app.DisposeAsync();
        Logs.Dispose();
    }
}
