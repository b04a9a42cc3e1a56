using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Spans and metrics of the engine.</summary>
public sealed class OperationTelemetry : IDisposable
{
    /// <summary>Name of both the meter and the activity source.</summary>
    public const string SourceName = "NfvOrchestrator.Operations";

    private static readonly ActivitySource Source = new(SourceName);
    private readonly Meter meter;
    private readonly UpDownCounter<long> active;
    private readonly Histogram<double> wait;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> stepDuration;
    private readonly Counter<long> handlerFailures;
    private readonly Counter<long> stepFailures;
    private readonly Counter<long> leasesLost;

    /// <summary>Makes the instruments.</summary>
    public OperationTelemetry(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        meter = meters.Create(SourceName);
        active = meter.CreateUpDownCounter<long>("nfv.operations.active", "{operation}", "Operations that this process runs now.");
        wait = meter.CreateHistogram<double>("nfv.operations.wait", "s", "Time from being due to being claimed by a worker.");
        duration = meter.CreateHistogram<double>("nfv.operations.duration", "s", "Time from acceptance to the end (finished or parked).");
        stepDuration = meter.CreateHistogram<double>("nfv.operations.step.duration", "s", "Time from the start of a step to its end, all attempts included.");
        handlerFailures = meter.CreateCounter<long>("nfv.operations.handler.failures", "{failure}", "Exceptions that escaped from a handler; the operation is tried again.");
        stepFailures = meter.CreateCounter<long>("nfv.operations.step.failures", "{step}", "Steps that failed for good.");
        leasesLost = meter.CreateCounter<long>("nfv.operations.leases.lost", "{lease}", "Operations that passed to another worker while this one ran them.");
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    internal static Activity? StartOperation(OperationRecord record, string tenant)
    {
        var span = ActivityContext.TryParse(record.Traceparent, traceState: null, isRemote: true, out var parent)
            ? Source.StartActivity($"operation {record.Kind}", ActivityKind.Consumer, parent)
            : Source.StartActivity($"operation {record.Kind}", ActivityKind.Consumer);
        return span?
            .SetTag("nfv.operation.id", record.Id)
            .SetTag("nfv.operation.mode", record.Mode)
            .SetTag("nfv.operation.run", record.Run)
            .SetTag("nfv.instance.id", record.InstanceId)
            .SetTag("nfv.tenant", tenant);
    }

    internal static Activity? StartStep(string operationId, string stepId)
        => Source.StartActivity("step")?.SetTag("nfv.operation.id", operationId).SetTag("nfv.step.id", stepId);

    internal void Claimed(string kind, TimeSpan waited)
    {
        active.Add(1, KeyValuePair.Create<string, object?>("kind", kind));
        wait.Record(Math.Max(0, waited.TotalSeconds), KeyValuePair.Create<string, object?>("kind", kind));
    }

    internal void LetGo(string kind) => active.Add(-1, KeyValuePair.Create<string, object?>("kind", kind));

    internal void Ended(string kind, OperationStatus status, TimeSpan took)
        => duration.Record(took.TotalSeconds, KeyValuePair.Create<string, object?>("kind", kind), KeyValuePair.Create<string, object?>("end", status.ToString()));

    internal void StepEnded(bool succeeded, TimeSpan took)
    {
        stepDuration.Record(took.TotalSeconds, KeyValuePair.Create<string, object?>("succeeded", succeeded));
        if (!succeeded)
        {
            stepFailures.Add(1);
        }
    }

    internal void HandlerFailed(string kind) => handlerFailures.Add(1, KeyValuePair.Create<string, object?>("kind", kind));

    internal void LeaseLost(string kind) => leasesLost.Add(1, KeyValuePair.Create<string, object?>("kind", kind));
}
