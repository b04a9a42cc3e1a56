namespace NfvOrchestrator.Tosca.Model;

/// <summary>A nested network service (IFA014 §6.3.9 NsProfile).</summary>
public sealed record NestedNsProfile
{
    /// <summary>Node template name.</summary>
    public required string ProfileId { get; init; }

    /// <summary>nsdId of the nested NSD.</summary>
    public required string NsdId { get; init; }

    /// <summary>Flavour of the nested NSD; null = its default.</summary>
    public string? FlavourId { get; init; }

    /// <summary>Instantiation level of the nested NSD; null = its default.</summary>
    public string? InstantiationLevel { get; init; }

    /// <summary>Fewest instances.</summary>
    public int MinNumberOfInstances { get; init; } = 1;

    /// <summary>Most instances.</summary>
    public int MaxNumberOfInstances { get; init; } = 1;

    /// <summary>Scale levels of the nested NSD's aspects to start at.</summary>
    public IReadOnlyDictionary<string, int> TargetScaleLevels { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Versions of other constituents it works with.</summary>
    public IReadOnlyList<VersionDependency> VersionDependencies { get; init; } = [];

    /// <summary>Where the NSD says so.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>Wiring.</summary>
    public IReadOnlyList<VirtualLinkConnectivity> VirtualLinkConnectivity { get; init; } = [];
}
