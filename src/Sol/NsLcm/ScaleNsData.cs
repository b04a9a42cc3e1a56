namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Scale NS data (SOL005 §6.5).</summary>
public sealed record ScaleNsData
{
    /// <summary>VNF instance to be added.</summary>
    public IReadOnlyList<VnfInstanceData>? VnfInstanceToBeAdded { get; init; }

    /// <summary>VNF instance to be removed.</summary>
    public IReadOnlyList<string>? VnfInstanceToBeRemoved { get; init; }

    /// <summary>Scale NS by steps data.</summary>
    public ScaleNsByStepsData? ScaleNsByStepsData { get; init; }

    /// <summary>Scale NS to level data.</summary>
    public ScaleNsToLevelData? ScaleNsToLevelData { get; init; }

    /// <summary>Additional parameters for NS.</summary>
    public ParamsForVnf? AdditionalParamsForNs { get; init; }

    /// <summary>Additional parameters for VNF.</summary>
    public IReadOnlyList<ParamsForVnf>? AdditionalParamsForVnf { get; init; }

    /// <summary>Location constraints.</summary>
    public IReadOnlyList<VnfLocationConstraint>? LocationConstraints { get; init; }

    /// <summary>Nested NS location constraints.</summary>
    public IReadOnlyList<NestedNsLocationConstraint>? NestedNsLocationConstraints { get; init; }
}
