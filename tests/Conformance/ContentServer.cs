using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Conformance;

/// <summary>Somebody who has a package to fetch.</summary>
internal sealed class ContentServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ContentServer(WebApplication app) => this.app = app;

    /// <summary>Where the package is.</summary>
    public string Uri => $"{app.Urls.First()}/package.csar";

    public static async Task<ContentServer> StartAsync(byte[] content)
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        built.Run(async context =>
        {
            context.Response.ContentType = "application/zip";
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
        });
        await built.StartAsync();
        return new ContentServer(built);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
