namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Scale VNF data (SOL005 §6.5).</summary>
public sealed record ScaleVnfData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Scale VNF type.</summary>
    public required ScaleVnfDataScaleVnfType ScaleVnfType { get; init; }

    /// <summary>Scale to level data.</summary>
    public ScaleToLevelData? ScaleToLevelData { get; init; }

    /// <summary>Scale by step data.</summary>
    public ScaleByStepData? ScaleByStepData { get; init; }
}
