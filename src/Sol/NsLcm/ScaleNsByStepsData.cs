namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Scale NS by steps data (SOL005 §6.5).</summary>
public sealed record ScaleNsByStepsData
{
    /// <summary>Scaling direction.</summary>
    public required ScaleNsByStepsDataScalingDirection ScalingDirection { get; init; }

    /// <summary>Identifier of the aspect.</summary>
    public required string AspectId { get; init; }

    /// <summary>Number of steps.</summary>
    public int? NumberOfSteps { get; init; }
}
