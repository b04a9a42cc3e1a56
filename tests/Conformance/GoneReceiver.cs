using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Conformance;

/// <summary>A subscriber that passes the test of its callback, and answers every notification with 410: it is gone.</summary>
internal sealed class GoneReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private GoneReceiver(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public string Uri => $"{app.Urls.First()}/gone";

    public static async Task<GoneReceiver> StartAsync()
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        built.Run(static context =>
        {
            context.Response.StatusCode = HttpMethods.IsGet(context.Request.Method) ? StatusCodes.Status204NoContent : StatusCodes.Status410Gone;
            return Task.CompletedTask;
        });
        await built.StartAsync();
        return new GoneReceiver(built);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
