namespace NfvOrchestrator.Tosca.Model;

/// <summary>A constituent VNF (IFA014 §6.3.3 VnfProfile).</summary>
public sealed record VnfProfile
{
    /// <summary>Node template name.</summary>
    public required string ProfileId { get; init; }

    /// <summary>vnfdId of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>Flavour of the VNFD; null = its default.</summary>
    public string? FlavourId { get; init; }

    /// <summary>Instantiation level of the VNFD; null = its default.</summary>
    public string? InstantiationLevel { get; init; }

    /// <summary>Fewest instances of the VNF in the NS.</summary>
    public int MinNumberOfInstances { get; init; } = 1;

    /// <summary>Most instances of the VNF in the NS.</summary>
    public int MaxNumberOfInstances { get; init; } = 1;

    /// <summary>Scale levels of the VNFD's aspects to start at, instead of an instantiation level.</summary>
    public IReadOnlyDictionary<string, int> TargetScaleLevels { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Availability level, 1 the highest; null = not said.</summary>
    public int? ServiceAvailabilityLevel { get; init; }

    /// <summary>ext_invariant_id of VNFDs that may stand in for <see cref="VnfdId"/>, or null.</summary>
    public string? ExtInvariantId { get; init; }

    /// <summary>Versions of other constituents it works with.</summary>
    public IReadOnlyList<VersionDependency> VersionDependencies { get; init; } = [];

    /// <summary>What is to be monitored on its instances (policy VnfMonitoring).</summary>
    public IReadOnlyList<MonitoringParameter> MonitoringParameters { get; init; } = [];

    /// <summary>Where the NSD says so.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>Wiring.</summary>
    public IReadOnlyList<VirtualLinkConnectivity> VirtualLinkConnectivity { get; init; } = [];
}
