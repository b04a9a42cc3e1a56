namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Affected external link port (SOL003 §5.5).</summary>
public sealed record AffectedExtLinkPort
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedExtLinkPortChangeType ChangeType { get; init; }

    /// <summary>Identifier of the external CP instance.</summary>
    public required string ExtCpInstanceId { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>Identifier of the resource definition.</summary>
    public string? ResourceDefinitionId { get; init; }
}
