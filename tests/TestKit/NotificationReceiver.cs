using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.TestKit;

/// <summary>An OSS that listens: answers the test of the callback, keeps every notification.</summary>
public sealed class NotificationReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private NotificationReceiver(WebApplication app) => this.app = app;

    /// <summary>What came, by the path it came to, with its headers.</summary>
    public ConcurrentQueue<(string Path, string Body, IHeaderDictionary Headers)> Received { get; } = new();

    /// <summary>Where notifications of an API are to go.</summary>
    public string CallbackUri(string api) => $"{app.Urls.First()}/{api}";

    public static async Task<NotificationReceiver> StartAsync()
    {
        var builder = NfvWebApplication.CreateEmbeddedBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var built = builder.Build();
        var receiver = new NotificationReceiver(built);
        built.Run(async context =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
            {
                using var reader = new StreamReader(context.Request.Body);
                receiver.Received.Enqueue((context.Request.Path.Value!.Trim('/'), await reader.ReadToEndAsync(context.RequestAborted), new HeaderDictionary(context.Request.Headers.ToDictionary())));
            }
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await built.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
