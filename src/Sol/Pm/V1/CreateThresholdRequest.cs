namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>Request: a threshold (SOL003 2.6.1 §6.5.2.8).</summary>
public sealed record CreateThresholdRequest
{
    /// <summary>Identifier of the measured VNF or NS instance.</summary>
    public required string ObjectInstanceId { get; init; }

    /// <summary>What is compared with what.</summary>
    public required ThresholdCriteria Criteria { get; init; }
}
