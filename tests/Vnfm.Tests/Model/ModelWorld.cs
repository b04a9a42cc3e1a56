using System.Net;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm.Tests.Service;

namespace NfvOrchestrator.Vnfm.Tests.Model;

/// <summary>A VNFM, a VIM and a subscriber in which one VNF after another lives a random life; what each of them must look like after every step is checked here.</summary>
internal sealed class ModelWorld(VnfmHost host, NotificationReceiver receiver, SortedDictionary<string, int> events) : IAsyncDisposable
{
    private const int MaxContinuations = 6;
    private int address;
    private VnfModel lost = VnfModel.New;

    /// <summary>Operations that ended in each state, and what happened on the way: shows that the lives were not all dull.</summary>
    public SortedDictionary<string, int> Events => events;

    /// <param name="vim">The VIM; absent: the simulated one.</param>
    /// <param name="events">Where it counts what happens, when there is something already.</param>
    public static async Task<ModelWorld> StartAsync(IVimUnderTest? vim = null, SortedDictionary<string, int>? events = null)
    {
        var receiver = await NotificationReceiver.StartAsync();
        var host = vim is null ? await VnfmHost.StartAsync() : await VnfmHost.StartAsync(vim);
        using var answer = await host.Http.PostAsync(
            "/vnflcm/v2/subscriptions", new StringContent($$"""{"callbackUri":"{{receiver.CallbackUri("vnflcm")}}"}""", Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return new ModelWorld(host, receiver, events ?? new SortedDictionary<string, int>(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await receiver.DisposeAsync();
    }

    /// <summary>Lives one life and checks it, from the creation to the deletion and the last notification.</summary>
    public async Task LiveAsync(IReadOnlyList<Move> moves)
    {
        var vnf = await VnfDriver.CreateAsync(host);
        VnfModel? model = VnfModel.New;
        var story = new StringBuilder();
        foreach (var move in moves)
        {
            model = await StepAsync(vnf, model, move, story);
        }
        host.Vim.ClearFaults();
        if ((await vnf.InstanceAsync()).InstantiationState == InstantiationState.INSTANTIATED)
        {
            await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        }
        await vnf.DeleteSnapshotsAsync(story.ToString());
        vnf.Inventory().ShouldBeEmpty(story.ToString());
        using var deleted = await host.Http.DeleteAsync($"/vnflcm/v2/vnf_instances/{vnf.Id}");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent, story.ToString());
        await CheckHistoryAsync(vnf.Id, story.ToString());
    }

    /// <summary>One operation with whatever befalls it. The model is null while nobody can say what the VNF is: after an operation that was given up.</summary>
    private async Task<VnfModel?> StepAsync(VnfDriver vnf, VnfModel? model, Move move, StringBuilder story)
    {
        var real = model is null ? await vnf.InstanceAsync() : null;
        var known = model ?? lost with { Up = real!.InstantiationState == InstantiationState.INSTANTIATED, Next = real.VnfdId == TestVnfd.NextId };
        // Of a VNF that nobody knows only a termination is sure to be possible.
        var (task, body, expected, next) = model is null && known.Up ? new ModelStep("terminate", """{"terminationType":"FORCEFUL"}""", 202, known.Down) : known.Apply(move, ref address);
        if (body.Contains("%NEW%", StringComparison.Ordinal) && expected == 202)
        {
            await vnf.NewSnapshotAsync();
            // What is given up or undone leaves a snapshot resource that was not taken.
            known = known with { Snapshots = known.Snapshots.Add(null) };
            model = model is null ? null : known;
        }
        body = await NamedAsync(vnf, body, known);
        story.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{move}: {task} {body}");
        Fault(vnf, move);
        var (status, answer, headers) = await vnf.SendAsync(task, body);
        status.ShouldBe(expected, $"{answer}\n{story}");
        if (status != 202)
        {
            Count($"refused {status}");
            host.Vim.ClearFaults();
            return model;
        }
        var id = headers.Location!.Segments[^1];
        await DisturbAsync(vnf, id, move, story);
        var occurrence = await vnf.EndAsync(id);
        for (var time = 0; occurrence.OperationState == LcmOperationStateType.FAILED_TEMP; time++)
        {
            story.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  stopped: {occurrence.Error?.Detail}");
            time.ShouldBeLessThan(MaxContinuations, $"it goes on stopping without a fault\n{story}");
            if (time > 0)
            {
                host.Vim.ClearFaults();
            }
            var way = (move.Continuations >> (2 * time) & 3) switch
            {
                3 => "fail",
                2 when task != "terminate" => "rollback",
                _ => "retry",
            };
            Count(way);
            story.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  {way}");
            if (way == "fail")
            {
                (await vnf.OccurrenceTaskAsync(id, "fail")).Status.ShouldBe(200, story.ToString());
                occurrence = await vnf.OccurrenceAsync(id);
            }
            else
            {
                occurrence = await vnf.ContinueAsync(id, way);
            }
        }
        host.Vim.ClearFaults();
        Count(occurrence.OperationState.ToString());
        story.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  {occurrence.OperationState} {occurrence.Error?.Detail}");
        switch (occurrence.OperationState)
        {
            case LcmOperationStateType.COMPLETED:
                Count($"done {task}");
                model = next;
                break;
            case LcmOperationStateType.ROLLED_BACK:
                break;
            case LcmOperationStateType.FAILED:
                lost = VnfModel.New with { Snapshots = known.Snapshots };
                return null;
            default:
                throw new InvalidOperationException($"The operation ended {occurrence.OperationState}.\n{story}");
        }
        if (model is not null)
        {
            model.Difference(await vnf.InstanceAsync()).ShouldBeNull(story.ToString());
            await vnf.ConsistentAsync(story.ToString());
        }
        return model;
    }

    /// <summary>The request with the identifiers of snapshots and VNFCs.</summary>
    private static async Task<string> NamedAsync(VnfDriver vnf, string body, VnfModel known)
    {
        body = body.Replace("%NEW%", vnf.Snapshots.Count > 0 ? vnf.Snapshots[^1] : "none", StringComparison.Ordinal);
        for (var number = 0; number < vnf.Snapshots.Count; number++)
        {
            body = body.Replace($"%{number}%", vnf.Snapshots[number], StringComparison.Ordinal);
        }
        if (known.Up && body.Contains("vnfcInstanceId", StringComparison.Ordinal))
        {
            foreach (var (place, id) in VnfModel.PlacesOf((await vnf.InstanceAsync()).InstantiatedVnfInfo!))
            {
                body = body.Replace($"\"{place}\"", $"\"{id}\"", StringComparison.Ordinal);
            }
        }
        return body;
    }

    private void Fault(VnfDriver vnf, Move move)
    {
        var at = (int)(Math.Abs((long)move.At) % 12);
        (FaultMode Mode, FaultOperation Operation, int Times)? fault = (Math.Abs((long)move.Fault) % 12) switch
        {
            0 => (FaultMode.FAIL, FaultOperation.ANY, 1),
            1 => (FaultMode.LOSE_ANSWER, FaultOperation.ANY, 1),
            2 => (FaultMode.ERROR_STATE, FaultOperation.ANY, 1),
            3 => (FaultMode.FAIL, FaultOperation.DELETE, 2),
            4 => (FaultMode.FAIL, FaultOperation.ANY, 3),
            _ => null,
        };
        host.Scripts.Fail(Math.Abs((long)move.Fault) % 12 == 5 ? 1 : 0);
        if (fault is { } played && host.Vim.Fault(vnf.Id, played.Mode, at, played.Operation, played.Times))
        {
            Count($"fault {played.Mode}");
        }
    }

    private async Task DisturbAsync(VnfDriver vnf, string occurrence, Move move, StringBuilder story)
    {
        switch (Math.Abs((long)move.Disturbance) % 16)
        {
            case 0 or 1:
                var mode = move.Disturbance % 2 == 0 ? "GRACEFUL" : "FORCEFUL";
                var (status, text) = await vnf.OccurrenceTaskAsync(occurrence, "cancel", $$"""{"cancelMode":"{{mode}}"}""");
                // It may be over already, or have stopped: then there is nothing to cancel.
                status.ShouldBeOneOf([202, 409], text);
                Count($"cancel {mode} {status}");
                story.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"  cancel {mode}: {status}");
                break;
            case 2:
                story.AppendLine("  the VNFM is killed and another one started");
                Count("kill");
                await host.KillAsync();
                break;
        }
    }

    /// <summary>Every notification arrived, in order, without a gap, and tells a legal history (SOL003 §5.6.2).</summary>
    private async Task CheckHistoryAsync(string vnf, string story)
    {
        List<JsonElement> mine = [];
        await Eventually.HoldsAsync(
            () =>
            {
                mine = [.. receiver.Received.Select(r => JsonDocument.Parse(r.Body).RootElement).Where(n => n.GetProperty("vnfInstanceId").GetString() == vnf).DistinctBy(n => n.GetProperty("id").GetString())];
                return mine.Count > 0 && mine[^1].GetProperty("notificationType").GetString() == "VnfIdentifierDeletionNotification";
            },
            $"the notification of the deletion of {vnf} arrives\n{story}",
            TimeSpan.FromMinutes(1));
        mine.Select(n => n.GetProperty("nfvoSequenceNumber").GetInt64()).ShouldBe(Enumerable.Range(1, mine.Count).Select(i => (long)i), story);
        foreach (var operation in mine.Where(n => n.TryGetProperty("vnfLcmOpOccId", out _)).GroupBy(n => n.GetProperty("vnfLcmOpOccId").GetString()))
        {
            var states = operation.Select(n => n.GetProperty("operationState").GetString()!).ToList();
            states[0].ShouldBe("STARTING", story);
            foreach (var (from, to) in states.Zip(states.Skip(1)))
            {
                Legal(from, to).ShouldBeTrue($"{operation.Key}: {from} → {to}\n{story}");
            }
            states[^1].ShouldBeOneOf("COMPLETED", "ROLLED_BACK", "FAILED");
        }
        // What was checked is not kept: thousands of lives would be.
        receiver.Received.Clear();
    }

    private static bool Legal(string from, string to) => (from, to) switch
    {
        ("STARTING", "PROCESSING" or "ROLLED_BACK") => true,
        ("PROCESSING", "COMPLETED" or "FAILED_TEMP") => true,
        ("FAILED_TEMP", "PROCESSING" or "ROLLING_BACK" or "FAILED") => true,
        ("ROLLING_BACK", "ROLLED_BACK" or "FAILED_TEMP") => true,
        _ => false,
    };

    private void Count(string what) => events[what] = events.GetValueOrDefault(what) + 1;
}
