using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Chaos;

/// <summary>A subscriber: keeps every notification it gets, in the order in which it got them.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<(string Source, string Instance), List<Heard>> heard = [];

    private Sink(WebApplication app) => this.app = app;

    /// <summary>How often one came again after it had been answered: allowed, at least once is the promise.</summary>
    public int Repeated { get; private set; }

    /// <summary>How many came.</summary>
    public int Count { get; private set; }

    public Uri Address { get; private set; } = null!;

    public static async Task<Sink> StartAsync()
    {
        // Embedded: signals are the driver's, not the subscriber's.
        var builder = NfvWebApplication.CreateEmbeddedBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sink = new Sink(builder.Build());
        sink.app.MapGet("/{source}", () => TypedResults.NoContent());
        sink.app.MapPost("/{source}", sink.HearAsync);
        await sink.app.StartAsync();
        sink.Address = new Uri(sink.app.Urls.First());
        return sink;
    }

    /// <summary>What was heard, first arrivals only, by source and instance.</summary>
    public Dictionary<(string Source, string Instance), List<Heard>> Snapshot()
    {
        lock (heard)
        {
            return heard.ToDictionary(h => h.Key, h => h.Value.ToList());
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> HearAsync(HttpRequest request, string source)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        var root = body.RootElement;
        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var next = new Heard(
            Text("id")!,
            root.GetProperty("nfvoSequenceNumber").GetInt64(),
            Text("notificationType")!,
            Text("nsLcmOpOccId") ?? Text("vnfLcmOpOccId"),
            Text("operationState"));
        var key = (source, Text("nsInstanceId") ?? Text("vnfInstanceId") ?? "");
        lock (heard)
        {
            if (!heard.TryGetValue(key, out var list))
            {
                heard[key] = list = [];
            }
            if (list.Exists(h => h.Id == next.Id))
            {
                Repeated++;
            }
            else
            {
                list.Add(next);
                Count++;
            }
        }
        return TypedResults.NoContent();
    }

    /// <summary>A notification.</summary>
    internal sealed record Heard(string Id, long Sequence, string Type, string? Operation, string? State);
}
