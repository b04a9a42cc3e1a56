using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Takes one claimed operation through its handler and deals with every way that can end.</summary>
internal sealed partial class OperationRunner
{
    private readonly IDocumentStore store;
    private readonly Dictionary<string, IOperationHandler> handlers;
    private readonly OperationEngineOptions options;
    private readonly RunningOperations operations;
    private readonly StepGraphEnvironment environment;
    private readonly ILogger<OperationRunner> logger;

    public OperationRunner(
        IDocumentStore store,
        IEnumerable<IOperationHandler> handlers,
        OperationEngineOptions options,
        RunningOperations operations,
        StepGraphEnvironment environment,
        ILogger<OperationRunner> logger)
    {
        this.store = store;
        this.handlers = handlers.ToDictionary(static h => h.Kind, StringComparer.Ordinal);
        this.options = options;
        this.operations = operations;
        this.environment = environment;
        this.logger = logger;
    }

    /// <summary>Runs the operation; never throws.</summary>
    /// <returns>True when the claim is still ours and shall be handed back at once (shutdown).</returns>
    public async Task<bool> RunAsync(RunningOperation running)
    {
        try
        {
            return await RunClaimAsync(running);
        }
        catch (Exception e)
        {
            // The store failed before the handler was reached, or while the outcome was written: the lease runs out and the operation goes on from its journal.
            Log.Unwritten(logger, e, running.Id, options.Lease.TotalSeconds);
            operations.NoteFailure(running.Id, Failure(e, options.Lease));
            return false;
        }
    }

    private async Task<bool> RunClaimAsync(RunningOperation running)
    {
        var claim = running.Claim;
        var document = await store.GetAsync(OperationCollections.Operations, claim.Item.Tenant, claim.Item.Id, running.Stopping);
        if (document is not { Value.Status: OperationStatus.Active })
        {
            Log.NothingToDo(logger, running.Id, document?.Value.Status.ToString() ?? "missing");
            await store.CommitAsync(new WriteBatch().Complete(claim), running.Stopping);
            return false;
        }
        var record = document.Value;
        running.Run = record.Run;
        running.RequestCancel(record.Cancel);
        var journal = new StepJournal(document.Tenant, record.Id, record.Run);
        if (claim.Attempt > 1)
        {
            // the first claim of a run has no journal, so most operations never read one
            await journal.LoadAsync(store, running.Stopping);
        }
        var context = new OperationContext(store, running, document, journal, environment);
        environment.Telemetry.Claimed(record.Kind, environment.Time.GetUtcNow() - claim.Item.DueAt);
        using var span = OperationTelemetry.StartOperation(record, document.Tenant.Value);
        try
        {
            await HandlerOf(record).RunAsync(context, running.Stopping);
            if (context.Ended is not { } status)
            {
                running.Stopping.ThrowIfCancellationRequested();
                throw new InvalidOperationException($"The handler of kind '{record.Kind}' returned without FinishAsync or ParkAsync.");
            }
            environment.Telemetry.Ended(record.Kind, status, environment.Time.GetUtcNow() - record.AcceptedAt);
            operations.ClearFailure(record.Id);
            return false;
        }
        catch (Exception e) when (context.Ended is not null)
        {
            Log.ThrewAfterEnd(logger, e, record.Kind, record.Id, context.Ended.Value);
            return false;
        }
        catch (Exception e) when (running.LeaseLost || e is LeaseLostException)
        {
            environment.Telemetry.LeaseLost(record.Kind);
            operations.ClearFailure(record.Id);
            Log.LeaseLost(logger, record.Kind, record.Id, record.InstanceId);
            return false;
        }
        catch (OperationCanceledException) when (running.Stopping.IsCancellationRequested)
        {
            return !journal.HasUnwritten || !await context.TryRescheduleAsync(environment.Time.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e)
        {
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, e.Message);
            await RescheduleAsync(context, claim, record, e);
            return false;
        }
        finally
        {
            environment.Telemetry.LetGo(record.Kind);
        }
    }

    private IOperationHandler HandlerOf(OperationRecord record)
        => handlers.TryGetValue(record.Kind, out var handler)
            ? handler
            : throw new InvalidOperationException(
                $"This process has no handler for operations of kind '{record.Kind}' (it has: {string.Join(", ", handlers.Keys)}). Start a process of the version that accepted it.");

    private async Task RescheduleAsync(OperationContext context, WorkClaim claim, OperationRecord record, Exception error)
    {
        environment.Telemetry.HandlerFailed(record.Kind);
        var pause = BackOff(claim.Attempt);
        operations.NoteFailure(record.Id, Failure(error, pause));
        Log.HandlerFailed(logger, error, record.Kind, record.Id, record.InstanceId, claim.Attempt, pause.TotalSeconds);
        if (!await context.TryRescheduleAsync(environment.Time.GetUtcNow() + pause, CancellationToken.None))
        {
            operations.ClearFailure(record.Id);
            Log.LeaseLost(logger, record.Kind, record.Id, record.InstanceId);
        }
    }

    private HandlerFailure Failure(Exception error, TimeSpan pause)
    {
        var now = environment.Time.GetUtcNow();
        return new HandlerFailure(now, now + (2 * pause) + options.MaxHandlerBackOff, $"{error.GetType().Name}: {error.Message}");
    }

    private TimeSpan BackOff(int attempt)
    {
        var wait = options.HandlerBackOff * Math.Pow(2, Math.Min(attempt - 1, 20));
        wait = wait < options.MaxHandlerBackOff ? wait : options.MaxHandlerBackOff;
        return wait * (0.75 + (0.25 * environment.Random()));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The handler of {Kind} threw in operation {Operation} on instance {Instance} (claim {Attempt}); the instance stays locked, what was "
            + "done is in the journal, and the operation is tried again in {Seconds} s")]
        public static partial void HandlerFailed(ILogger logger, Exception error, string kind, string operation, string instance, int attempt, double seconds);

        [LoggerMessage(2, LogLevel.Warning, "{Kind} operation {Operation} on instance {Instance} passed to another worker; this one stopped without a further write")]
        public static partial void LeaseLost(ILogger logger, string kind, string operation, string instance);

        [LoggerMessage(3, LogLevel.Error, "The outcome of operation {Operation} could not be written; its lease ends within {Seconds} s and a worker goes on from the journal")]
        public static partial void Unwritten(ILogger logger, Exception error, string operation, double seconds);

        [LoggerMessage(4, LogLevel.Warning, "Operation {Operation} was queued although its record is {Status}; the queue entry is removed")]
        public static partial void NothingToDo(ILogger logger, string operation, string status);

        [LoggerMessage(5, LogLevel.Error, "The handler of {Kind} threw after operation {Operation} was {Status}; the end stands")]
        public static partial void ThrewAfterEnd(ILogger logger, Exception error, string kind, string operation, OperationStatus status);
    }
}
