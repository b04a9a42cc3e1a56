namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNF instance data (SOL005 §6.5).</summary>
public sealed record VnfInstanceData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the VNF profile.</summary>
    public required string VnfProfileId { get; init; }
}
