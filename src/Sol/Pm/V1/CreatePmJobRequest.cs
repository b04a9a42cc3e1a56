namespace NfvOrchestrator.Sol.Pm.V1;

/// <summary>Request: a PM job (SOL003 2.6.1 §6.5.2.6): notifications go to subscriptions, and the type of the objects follows from the metrics.</summary>
public sealed record CreatePmJobRequest
{
    /// <summary>Identifiers of the measured VNF or NS instances.</summary>
    public required IReadOnlyList<string> ObjectInstanceIds { get; init; }

    /// <summary>What is collected, and when.</summary>
    public required PmJobCriteria Criteria { get; init; }
}
