namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Nested NS instance data (SOL005 §6.5).</summary>
public sealed record NestedNsInstanceData
{
    /// <summary>Identifier of the nested NS instance.</summary>
    public required string NestedNsInstanceId { get; init; }

    /// <summary>Identifier of the NS profile.</summary>
    public string? NsProfileId { get; init; }
}
