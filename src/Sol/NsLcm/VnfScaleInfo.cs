namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNF scale information (SOL005 §6.5).</summary>
public sealed record VnfScaleInfo
{
    /// <summary>Identifier of the aspect.</summary>
    public required string AspectId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Scale level.</summary>
    public required int ScaleLevel { get; init; }
}
