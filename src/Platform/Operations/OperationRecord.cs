using System.Text.Json;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>What the engine stores about an operation, beside the SOL occurrence resource that the handler owns.</summary>
public sealed record OperationRecord
{
    /// <summary>Id of the operation occurrence.</summary>
    public required string Id { get; init; }

    /// <summary>The instance whose lock it holds until it is finished.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Which handler runs it.</summary>
    public required string Kind { get; init; }

    /// <summary>See <see cref="OperationSubmission.FairnessGroup"/>.</summary>
    public required string FairnessGroup { get; init; }

    /// <summary>Pending, running, parked (waits for retry, rollback or fail) or finished.</summary>
    public required OperationStatus Status { get; init; }

    /// <summary>Grows each time a parked operation is set going again; steps are journalled per run.</summary>
    public int Run { get; init; } = 1;

    /// <summary>What the present run is to do, in the handler's words (for example <c>execute</c>, <c>rollback</c>).</summary>
    public string Mode { get; init; } = "execute";

    /// <summary>Whether, and how, somebody asked to cancel the present run.</summary>
    public CancelRequest Cancel { get; init; }

    /// <summary>See <see cref="OperationSubmission.Input"/>.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>W3C traceparent of the accepting request.</summary>
    public string? Traceparent { get; init; }
}
