namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Scale information (SOL003 §5.5).</summary>
public sealed record ScaleInfo
{
    /// <summary>Identifier of the aspect.</summary>
    public required string AspectId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Scale level.</summary>
    public required int ScaleLevel { get; init; }
}
