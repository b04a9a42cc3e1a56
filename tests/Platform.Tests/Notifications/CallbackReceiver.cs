using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Tests.Notifications;

/// <summary>A subscriber on a real Kestrel, with a token endpoint beside its callback endpoint.</summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private CallbackReceiver(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>Bodies that were answered 204, in order.</summary>
    public ConcurrentQueue<JsonElement> Taken { get; } = new();

    public ConcurrentQueue<string?> Authorizations { get; } = new();

    /// <summary>Answers a notification; the default takes it.</summary>
    public Func<JsonElement, Task<int>> Answer { get; set; } = static _ => Task.FromResult(204);

    public int TestStatus { get; set; } = 204;

    public int TokensGiven { get; private set; }

    /// <summary>The only token that is accepted now; null: no log-in is asked for.</summary>
    public string? ValidToken { get; set; }

    public static async Task<CallbackReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var receiver = new CallbackReceiver(web);
        web.MapGet("/cb/{**rest}", c =>
        {
            c.Response.StatusCode = receiver.Allowed(c) ? receiver.TestStatus : 401;
            return Task.CompletedTask;
        });
        web.MapPost("/cb/{**rest}", async c =>
        {
            if (!receiver.Allowed(c))
            {
                c.Response.StatusCode = 401;
                return;
            }
            using var body = await JsonDocument.ParseAsync(c.Request.Body);
            var copy = body.RootElement.Clone();
            c.Response.StatusCode = await receiver.Answer(copy);
            if (c.Response.StatusCode == 204)
            {
                receiver.Taken.Enqueue(copy);
            }
        });
        web.MapPost("/token", c =>
        {
            if (c.Request.Headers.Authorization != "Basic " + Convert.ToBase64String("me:s%3Acret"u8))
            {
                c.Response.StatusCode = 401;
                return Task.CompletedTask;
            }
            receiver.ValidToken = $"token-{++receiver.TokensGiven}";
            return c.Response.WriteAsJsonAsync(new Dictionary<string, object> { ["access_token"] = receiver.ValidToken, ["expires_in"] = 3600, ["token_type"] = "Bearer" });
        });
        await web.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private bool Allowed(HttpContext context)
    {
        Authorizations.Enqueue(context.Request.Headers.Authorization);
        return ValidToken is null || context.Request.Headers.Authorization == $"Bearer {ValidToken}";
    }
}
