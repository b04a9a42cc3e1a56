using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.LcmCoord;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>
/// Coordinates an operation with an element manager or VNF (SOL002 §10): asks, waits as long as it takes (the other side says when to look again), and does what the result
/// says. ABORT and CANCELLED stop the operation; a retry asks anew. When the operation is cancelled, so is the coordination.
/// </summary>
internal sealed class VnfCoordinator(TimeProvider clock)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Runs a coordination; <paramref name="note"/> is called with whatever has to survive a crash.</summary>
    /// <exception cref="VnfActionException">The other side does not want the operation to go on.</exception>
    public async Task<VnfActionRecord> RunAsync(
        LcmCoordClient client, LcmCoordRequest request, VnfActionRecord record, LcmCoordinationEndpointType endpoint, string idempotencyKey, TimeSpan poll, Func<VnfActionRecord, Task> note, CancellationToken cancellationToken)
    {
        var began = clock.GetUtcNow();
        try
        {
            while (true)
            {
                var answer = record.CoordinationId is { } going
                    ? await client.GetAsync(going, cancellationToken)
                    : await client.StartAsync(request, idempotencyKey, cancellationToken);
                var now = clock.GetUtcNow();
                var delay = answer.Delay is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestDelay.Ticks)) : poll;
                if (answer.Rejected)
                {
                    record = record with
                    {
                        Rejected = [.. record.Rejected.TakeLast(99), new() { CoordinationActionName = request.CoordinationActionName, RejectionTime = now, Delay = now + delay, EndpointType = endpoint }],
                    };
                    await note(record);
                }
                else if (answer.Result is null)
                {
                    var id = answer.Id ?? record.CoordinationId ?? throw new VnfActionException($"The coordination '{request.CoordinationActionName}' was accepted (202) without a Location: it cannot be followed.");
                    record = record with { CoordinationId = id, Coordination = Shown(id, null, null, answer.Delay is null ? null : now + delay) };
                    await note(record);
                }
                else
                {
                    record = record with { Coordination = Shown(answer.Result.Id, answer.Result.CoordinationResult, now, null), Warnings = Warnings(answer.Result) };
                    if (answer.Result.CoordinationResult == LcmCoordResultType.CONTINUE)
                    {
                        return record;
                    }
                    // A retry must ask anew, not look at what is over.
                    await note(record with { CoordinationId = null });
                    throw new VnfActionException(
                        $"The coordination '{request.CoordinationActionName}' ended with {answer.Result.CoordinationResult}{(answer.Result.Error is { } error ? $": {error.Detail}" : "")}. The other side does not want the operation to go on now.");
                }
                await Task.Delay(delay, clock, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (record.CoordinationId is not null)
        {
            await CancelAsync(client, record.CoordinationId);
            throw;
        }

        LcmCoordination Shown(string id, LcmCoordResultType? result, DateTimeOffset? end, DateTimeOffset? delay) => new()
        {
            Id = id,
            CoordinationActionName = request.CoordinationActionName,
            CoordinationResult = result,
            StartTime = record.Coordination?.StartTime ?? began,
            EndTime = end,
            Delay = delay,
            EndpointType = endpoint,
        };
    }

    private static async Task CancelAsync(LcmCoordClient client, string id)
    {
        using var limit = new CancellationTokenSource(CancelTimeout);
        try
        {
            await client.CancelAsync(id, limit.Token);
        }
        catch (Exception failed) when (failed is SolRequestException or OperationCanceledException)
        {
            // The operation stops all the same; the other side finds nobody interested in its result.
        }
    }

    private static IReadOnlyList<string> Warnings(LcmCoord result) => result.Warnings switch
    {
        { ValueKind: System.Text.Json.JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: System.Text.Json.JsonValueKind.Array } list => [.. list.EnumerateArray().Where(static w => w.ValueKind == System.Text.Json.JsonValueKind.String).Take(20).Select(static w => w.GetString()!)],
        _ => [],
    };
}
