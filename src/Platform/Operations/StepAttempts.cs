using System.Text.Json;
using Polly;
using Polly.Retry;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Tries one step until it succeeds, fails for good, or is told to stop.</summary>
internal sealed class StepAttempts
{
    private readonly Func<StepContext, CancellationToken, Task<JsonElement?>> run;
    private readonly StepGraphOptions options;
    private readonly RunningOperation operation;
    private readonly StepGraphEnvironment environment;
    private readonly ResiliencePipeline pipeline;

    public StepAttempts(Func<StepContext, CancellationToken, Task<JsonElement?>> run, StepGraphOptions options, RunningOperation operation, StepGraphEnvironment environment)
    {
        this.run = run;
        this.options = options;
        this.operation = operation;
        this.environment = environment;
        pipeline = options.MaxAttempts <= 1 ? ResiliencePipeline.Empty : Pipeline();
    }

    /// <summary>Runs the step.</summary>
    /// <param name="step">Which.</param>
    /// <param name="started">Its row as journalled just before.</param>
    /// <param name="mayHaveRun">An earlier worker started it and did not tell the outcome.</param>
    /// <param name="outputs">Outputs so far.</param>
    /// <param name="stop">Ends the running attempt: lease lost, shutdown, forceful cancel.</param>
    public async Task<StepOutcome> RunAsync(StepDefinition step, StepRecord started, bool mayHaveRun, IReadOnlyDictionary<string, JsonElement?> outputs, CancellationToken stop)
    {
        using var span = OperationTelemetry.StartStep(operation.Id, step.Id);
        var attempt = started.Attempts - 1;
        Exception? last = null;
        try
        {
            // a graceful cancel ends the waiting between attempts, not the attempt
            using var retrying = CancellationTokenSource.CreateLinkedTokenSource(stop, operation.CancelRequested);
            var output = await pipeline.ExecuteAsync(
                async _ =>
                {
                    attempt++;
                    try
                    {
                        return await AttemptAsync(step, new StepContext(step.Id, attempt, mayHaveRun || last is not null, outputs), stop);
                    }
                    catch (Exception e)
                    {
                        last = e;
                        throw;
                    }
                },
                retrying.Token);
            return new StepOutcome(step, started with { State = StepState.Succeeded, Attempts = attempt, Output = output?.Clone() });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || last is null)
        {
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, "stopped before its outcome was known");
            return new StepOutcome(step, Ended: null);
        }
        catch (Exception e)
        {
            var error = Describe(e is OperationCanceledException ? last! : e);
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, error);
            return new StepOutcome(step, started with { State = StepState.Failed, Attempts = attempt, Error = error });
        }
    }

    private static string Describe(Exception error)
    {
        const int longest = 4096;
        var text = string.IsNullOrWhiteSpace(error.Message) ? error.GetType().Name : error.Message;
        if (error.InnerException is { } inner && !text.Contains(inner.Message, StringComparison.Ordinal))
        {
            text = $"{text} ({inner.Message})";
        }
        return text.Length <= longest ? text : text[..longest];
    }

    private async Task<JsonElement?> AttemptAsync(StepDefinition step, StepContext context, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var limit = step.Timeout ?? options.StepTimeout;
        using var timer = new CancellationTokenSource(limit, environment.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, timer.Token);
        var attempt = run(context, both.Token);
        try
        {
            // A second attempt must not overlap with the first, so one that does not listen to its token is given up together with the step.
            return await attempt.WaitAsync(limit + environment.StopGrace, environment.Time, CancellationToken.None);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException($"Step '{step.Id}' did not end within {limit.TotalSeconds:0.###} s (attempt {context.Attempt}); whether it took effect is not known.", e);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            // HttpClient and others report their own time-outs like this
            throw new TimeoutException($"A call within step '{step.Id}' was given up (attempt {context.Attempt}): {e.Message} Whether it took effect is not known.", e);
        }
        catch (TimeoutException e) when (!attempt.IsCompleted)
        {
            _ = attempt.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new StepUnstoppableException(
                $"Step '{step.Id}' did not end within {limit.TotalSeconds:0.###} s and ignored the request to stop for {environment.StopGrace.TotalSeconds:0.###} s more; "
                + "it is not tried again because two attempts must not overlap. Look for its resource before the operation is retried.",
                e);
        }
    }

    private ResiliencePipeline Pipeline() => new ResiliencePipelineBuilder { TimeProvider = environment.Time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            Randomizer = environment.Random,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is { } e and not StepUnstoppableException
                && operation.Cancel == CancelRequest.None
                && !operation.Stopping.IsCancellationRequested
                && options.IsTransient(e)),
        })
        .Build();
}
