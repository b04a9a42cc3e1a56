using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>One run of a VNF lifecycle operation, with its state and what it changed (SOL003 §5.5.2.13).</summary>
public sealed record VnfLcmOpOcc
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Operation state.</summary>
    public required LcmOperationStateType OperationState { get; init; }

    /// <summary>Instant: state entered time.</summary>
    public required DateTimeOffset StateEnteredTime { get; init; }

    /// <summary>Instant: start time.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the grant.</summary>
    public string? GrantId { get; init; }

    /// <summary>Operation.</summary>
    public required LcmOperationType Operation { get; init; }

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

    /// <summary>Changed information.</summary>
    public VnfInfoModifications? ChangedInfo { get; init; }

    /// <summary>Changed external connectivity.</summary>
    public IReadOnlyList<ExtVirtualLinkInfo>? ChangedExtConnectivity { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public VnfLcmOpOccLinks? Links { get; init; }
}
