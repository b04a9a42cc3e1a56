namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NS scale information (SOL005 §6.5).</summary>
public sealed record NsScaleInfo
{
    /// <summary>Identifier of the NS scaling aspect.</summary>
    public required string NsScalingAspectId { get; init; }

    /// <summary>Identifier of the NS scale level.</summary>
    public required string NsScaleLevelId { get; init; }
}
