using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using Spectre.Console;

namespace NfvOrchestrator.Lab;

/// <summary>
/// What is happening, from the event bus: operations of network services and VNFs with their newest step. On a terminal a live table; into a file or pipe
/// a line per change.
/// </summary>
internal sealed class LabBoard : IAsyncDisposable
{
    private readonly TextWriter output;
    private readonly bool live;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly ConcurrentDictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Row> rows = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly List<IAsyncDisposable> subscriptions = [];
    private readonly CancellationTokenSource end = new();
    private Task drawing = Task.CompletedTask;

    private readonly Func<string, CancellationToken, Task<string?>> nameOf;

    /// <param name="output">Where it goes.</param>
    /// <param name="nameOf">Asks for the name of an instance that has none yet.</param>
    public LabBoard(TextWriter output, Func<string, CancellationToken, Task<string?>> nameOf)
    {
        this.output = output;
        this.nameOf = nameOf;
        live = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
    }

    /// <summary>Gives an instance a name for people.</summary>
    public void Name(string instanceId, string name) => names[instanceId] = name;

    /// <summary>Begins to listen, and to draw.</summary>
    public async Task StartAsync(IEventBus bus, CancellationToken cancellationToken)
    {
        var options = new EventSubscriptionOptions { FromBeginning = false, MaxAttempts = 1 };
        subscriptions.Add(await bus.SubscribeAsync(NfvTopics.Lcm, $"lab-board-{Guid.NewGuid():N}", HearAsync, options, cancellationToken));
        subscriptions.Add(await bus.SubscribeAsync(NfvTopics.Alarms, $"lab-board-{Guid.NewGuid():N}", HearAsync, options, cancellationToken));
        if (live)
        {
            drawing = DrawAsync();
        }
    }

    /// <summary>A line of the lab's own, outside of the table.</summary>
    public void Say(string what)
    {
        lock (gate)
        {
            if (live)
            {
                rows[$"say-{rows.Count}"] = new Row(rows.Count, "", "", what, "", clock.Elapsed);
            }
            else
            {
                output.WriteLine($"{Time(clock.Elapsed)}  {what}");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in subscriptions)
        {
            await subscription.DisposeAsync();
        }
        await end.CancelAsync();
        await drawing;
        end.Dispose();
    }

    private async Task HearAsync(string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (cloudEvent.Tenant == LabWarmUp.Tenant)
        {
            return;
        }
        var data = cloudEvent.Data;
        if (!names.ContainsKey(key) && cloudEvent.Type.EndsWith("OccurrenceNotification", StringComparison.Ordinal) && await nameOf(key, cancellationToken) is { } name)
        {
            names[key] = name;
        }
        if (cloudEvent.Type.EndsWith("OperationOccurrenceNotification", StringComparison.Ordinal))
        {
            var id = Text(data, "vnfLcmOpOccId") ?? Text(data, "nsLcmOpOccId") ?? cloudEvent.Id;
            Show(id, key, Text(data, "operation") ?? "", StepOf(data), Text(data, "operationState") ?? "");
        }
        else if (cloudEvent.Type.StartsWith("nfv.assurance.decision", StringComparison.Ordinal))
        {
            Show("decision" + cloudEvent.Id, key, "DECISION", Text(data, "reason") ?? "", Text(data, "state") ?? "");
        }
        else if (cloudEvent.Type.StartsWith("nfv.sdn.", StringComparison.Ordinal))
        {
            Show("sdn" + cloudEvent.Id, key, "NETWORK", Text(data, "reason") ?? Text(data, "id") ?? "", cloudEvent.Type["nfv.sdn.".Length..]);
        }
        else if (cloudEvent.Type.StartsWith("nfv.vim.server.", StringComparison.Ordinal))
        {
            Step(key, $"server {cloudEvent.Subject} {cloudEvent.Type["nfv.vim.server.".Length..]}");
        }
    }

    private void Show(string id, string instanceId, string operation, string step, string state)
    {
        lock (gate)
        {
            var previous = rows.GetValueOrDefault(id);
            rows[id] = new Row(previous?.Order ?? rows.Count, NameOf(instanceId), operation, step.Length > 0 ? step : previous?.Step ?? "", state, clock.Elapsed) { InstanceId = instanceId };
            if (!live)
            {
                Write(rows[id]);
            }
        }
    }

    /// <summary>The newest step of the operation that runs on an instance; only in the table, one line a server would be too many.</summary>
    private void Step(string instanceId, string step)
    {
        foreach (var (id, row) in rows)
        {
            if (row.InstanceId == instanceId && row.State is "STARTING" or "PROCESSING")
            {
                rows.TryUpdate(id, row with { Step = step }, row);
            }
        }
    }

    private async Task DrawAsync()
    {
        await AnsiConsole.Live(Render()).StartAsync(async context =>
        {
            while (!end.IsCancellationRequested)
            {
                context.UpdateTarget(Render());
                await Task.WhenAny(Task.Delay(100, end.Token));
            }
            context.UpdateTarget(Render());
        });
    }

    private Table Render()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("time", "instance", "operation", "step", "state");
        foreach (var row in rows.Values.OrderBy(r => r.Order).TakeLast(40))
        {
            table.AddRow(Time(row.At), Markup.Escape(row.Instance), row.Operation, Markup.Escape(row.Step), row.State);
        }
        return table;
    }

    private void Write(Row row) => output.WriteLine($"{Time(row.At)}  {row.Instance,-14} {row.Operation,-12} {row.State,-12} {row.Step}");

    private string NameOf(string instanceId) => names.GetValueOrDefault(instanceId) ?? (instanceId.Length > 8 ? instanceId[^8..] : instanceId);

    private static string StepOf(JsonElement notification)
    {
        if (notification.TryGetProperty("error", out var error) && Text(error, "detail") is { } detail)
        {
            return detail;
        }
        var vnfcs = Count(notification, "affectedVnfcs");
        var vnfs = Count(notification, "affectedVnf");
        return vnfcs > 0 ? $"{vnfcs} VNFC(s)" : vnfs > 0 ? $"{vnfs} VNF(s)" : "";
    }

    private static int Count(JsonElement data, string name) => data.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private static string? Text(JsonElement data, string name)
        => data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Time(TimeSpan at) => at.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(8);

    private sealed record Row(int Order, string Instance, string Operation, string Step, string State, TimeSpan At)
    {
        public string InstanceId { get; init; } = "";
    }
}
