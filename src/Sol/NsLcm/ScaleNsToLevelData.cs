namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Scale NS to level data (SOL005 §6.5).</summary>
public sealed record ScaleNsToLevelData
{
    /// <summary>NS instantiation level.</summary>
    public string? NsInstantiationLevel { get; init; }

    /// <summary>NS scale information.</summary>
    public IReadOnlyList<NsScaleInfo>? NsScaleInfo { get; init; }
}
