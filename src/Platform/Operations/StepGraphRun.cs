using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>
/// Runs one graph. One loop decides everything: it takes all steps that have ended, notes them, picks all that may start now, notes them too, writes all these rows
/// in one commit, and then lets the picked ones go. So a chain costs one commit a step, and a wide graph one commit a wave. The ends that nothing waits for
/// stay unwritten until the context's next commit (usually the end of the operation): losing them costs a repeated, idempotent step.
/// </summary>
internal sealed class StepGraphRun(
    StepGraph graph,
    Func<StepContext, CancellationToken, Task<JsonElement?>> run,
    StepGraphOptions options,
    RunningOperation operation,
    StepJournal journal,
    Func<CancellationToken, Task> flush,
    StepGraphEnvironment environment)
{
    private readonly Channel<StepOutcome> ended = Channel.CreateUnbounded<StepOutcome>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, JsonElement?> outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> started = new(StringComparer.Ordinal);
    private readonly HashSet<string> runningSteps = new(StringComparer.Ordinal);
    private readonly List<StepRecord> failures = [];
    private readonly Queue<int> ready = new();
    private readonly int[] waitingFor = [.. graph.Dependencies];
    private readonly Dictionary<string, int> index = graph.Steps.Select(static (s, i) => (s.Id, i)).ToDictionary(static p => p.Id, static p => p.i, StringComparer.Ordinal);
    private readonly StepAttempts attempts = new(run, options, operation, environment);
    private int done;

    public async Task<StepGraphResult> RunAsync(CancellationToken cancellationToken)
    {
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, operation.Stopping);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(halt.Token, operation.ForceRequested);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, environment.Time);
        await using var registration = stop.Token.Register(() => patience.CancelAfter(environment.StopGrace));
        Replay();
        try
        {
            await LoopAsync(halt.Token, stop.Token, patience.Token);
        }
        catch (Exception) when (runningSteps.Count > 0)
        {
            // the journal cannot be written any more: nothing of this run may go on
            await stop.CancelAsync();
            await DrainAsync(patience.Token);
            throw;
        }
        if (operation.LeaseLost)
        {
            throw new LeaseLostException(operation.Id);
        }
        halt.Token.ThrowIfCancellationRequested();
        return new StepGraphResult
        {
            Cancelled = operation.Cancel != CancelRequest.None && done < graph.Steps.Count,
            Failures = failures,
            Outputs = outputs,
            Started = started,
        };
    }

    private bool MayStart => failures.Count == 0 && operation.Cancel == CancelRequest.None;

    /// <summary>What the journal knows need not be done, or failed for good.</summary>
    private void Replay()
    {
        for (var i = 0; i < graph.Steps.Count; i++)
        {
            if (waitingFor[i] == 0)
            {
                ready.Enqueue(i);
            }
        }
        for (var i = 0; i < graph.Steps.Count; i++)
        {
            if (journal.Find(graph.Steps[i].Id) is not { } row)
            {
                continue;
            }
            started.Add(row.StepId);
            switch (row.State)
            {
                case StepState.Succeeded:
                    outputs[row.StepId] = row.Output;
                    Succeeded(i);
                    break;
                case StepState.Failed:
                    failures.Add(row);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task LoopAsync(CancellationToken halt, CancellationToken stop, CancellationToken patience)
    {
        while (true)
        {
            var next = halt.IsCancellationRequested ? [] : PickNext();
            if (next.Count == 0 && runningSteps.Count == 0)
            {
                return;
            }
            if (next.Count > 0 || !halt.IsCancellationRequested)
            {
                // never without it: a step whose start is not in the journal must not begin
                await flush(halt);
            }
            foreach (var (step, row, mayHaveRun) in next)
            {
                runningSteps.Add(step.Id);
                _ = StartAsync(step, row, mayHaveRun, stop);
            }
            if (!await TakeEndedAsync(patience))
            {
                return;
            }
        }
    }

    private List<(StepDefinition Step, StepRecord Row, bool MayHaveRun)> PickNext()
    {
        var next = new List<(StepDefinition, StepRecord, bool)>();
        while (MayStart && runningSteps.Count + next.Count < Math.Max(1, options.MaxParallel) && ready.TryDequeue(out var i))
        {
            var step = graph.Steps[i];
            var earlier = journal.Find(step.Id);
            if (earlier is { State: StepState.Succeeded })
            {
                continue;
            }
            var row = new StepRecord
            {
                StepId = step.Id,
                Run = operation.Run,
                State = StepState.Started,
                Attempts = (earlier?.Attempts ?? 0) + 1,
                StartedAt = earlier?.StartedAt ?? environment.Time.GetUtcNow(),
            };
            journal.Note(row);
            started.Add(step.Id);
            next.Add((step, row, earlier is not null));
        }
        return next;
    }

    private async Task StartAsync(StepDefinition step, StepRecord row, bool mayHaveRun, CancellationToken stop)
    {
        // off this loop: a step that computes before its first await must not hold up the others
        await Task.Yield();
        ended.Writer.TryWrite(await attempts.RunAsync(step, row, mayHaveRun, outputs, stop));
    }

    /// <summary>Waits for the end of at least one step and takes all that have ended; false when those that were told to stop do not.</summary>
    private async Task<bool> TakeEndedAsync(CancellationToken patience)
    {
        try
        {
            await ended.Reader.WaitToReadAsync(patience);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        while (ended.Reader.TryRead(out var outcome))
        {
            runningSteps.Remove(outcome.Step.Id);
            if (outcome.Ended is { } row)
            {
                Take(row with { FinishedAt = environment.Time.GetUtcNow() });
            }
        }
        return true;
    }

    private void Take(StepRecord row)
    {
        journal.Note(row);
        var succeeded = row.State == StepState.Succeeded;
        environment.Telemetry.StepEnded(succeeded, row.FinishedAt!.Value - row.StartedAt);
        if (!succeeded)
        {
            failures.Add(row);
            return;
        }
        outputs[row.StepId] = row.Output;
        Succeeded(index[row.StepId]);
    }

    private void Succeeded(int i)
    {
        done++;
        foreach (var dependent in graph.Dependents[i])
        {
            if (--waitingFor[dependent] == 0)
            {
                ready.Enqueue(dependent);
            }
        }
    }

    private async Task DrainAsync(CancellationToken patience)
    {
        while (runningSteps.Count > 0 && await TakeEndedAsync(patience))
        {
        }
    }
}
