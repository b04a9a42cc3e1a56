using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>One run of an NS lifecycle operation, with its state and what it changed (SOL005 §6.5).</summary>
public sealed record NsLcmOpOcc
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Operation state.</summary>
    public required NsLcmOperationStateType OperationState { get; init; }

    /// <summary>Instant: status entered time.</summary>
    public required DateTimeOffset StatusEnteredTime { get; init; }

    /// <summary>Identifier of the NS instance.</summary>
    public required string NsInstanceId { get; init; }

    /// <summary>LCM operation type.</summary>
    public required NsLcmOpType LcmOperationType { get; init; }

    /// <summary>Instant: start time.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Whether it is automatic invocation.</summary>
    public required bool IsAutomaticInvocation { get; init; }

    /// <summary>The request of the operation, as it was received.</summary>
    public JsonElement? OperationParams { get; init; }

    /// <summary>Whether it is cancel pending.</summary>
    public required bool IsCancelPending { get; init; }

    /// <summary>Cancel mode.</summary>
    public CancelModeType? CancelMode { get; init; }

    /// <summary>Error.</summary>
    public ProblemDetails? Error { get; init; }

    /// <summary>Resource changes.</summary>
    public ResourceChanges? ResourceChanges { get; init; }

    /// <summary>LCM coordinations.</summary>
    public IReadOnlyList<LcmCoordination>? LcmCoordinations { get; init; }

    /// <summary>Rejected LCM coordinations.</summary>
    public IReadOnlyList<RejectedLcmCoordination>? RejectedLcmCoordinations { get; init; }

    /// <summary>Warnings.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required NsLcmOpOccLinks Links { get; init; }
}
