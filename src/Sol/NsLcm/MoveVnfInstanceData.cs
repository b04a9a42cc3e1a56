namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Move VNF instance data (SOL005 §6.5).</summary>
public sealed record MoveVnfInstanceData
{
    /// <summary>Identifier of the target NS instance.</summary>
    public required string TargetNsInstanceId { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public IReadOnlyList<string>? VnfInstanceId { get; init; }
}
