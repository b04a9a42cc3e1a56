namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Add VNFFG data (SOL005 §6.5).</summary>
public sealed record AddVnffgData
{
    /// <summary>Identifier of the target NS instance.</summary>
    public string? TargetNsInstanceId { get; init; }

    /// <summary>VNFFG name.</summary>
    public required string VnffgName { get; init; }

    /// <summary>Description.</summary>
    public required string Description { get; init; }

    /// <summary>Identifier of the VNFFGD.</summary>
    public required string VnffgdId { get; init; }
}
