namespace NfvOrchestrator.Tosca.Model;

/// <summary>One deployment flavour of a network service (IFA014 §6.3.2 NsDf).</summary>
public sealed record NsDeploymentFlavour
{
    /// <summary>Imperative workflows of the template, as written (TOSCA 1.3 §3.9.1).</summary>
    public IReadOnlyList<ImperativeWorkflow> Workflows { get; init; } = [];

    /// <summary>flavour_id.</summary>
    public required string FlavourId { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Constituent VNFs.</summary>
    public IReadOnlyList<VnfProfile> VnfProfiles { get; init; } = [];

    /// <summary>Constituent PNFs.</summary>
    public IReadOnlyList<PnfProfile> PnfProfiles { get; init; } = [];

    /// <summary>Nested network services.</summary>
    public IReadOnlyList<NestedNsProfile> NestedNsProfiles { get; init; } = [];

    /// <summary>Virtual links of the NS.</summary>
    public IReadOnlyList<NsVirtualLink> VirtualLinks { get; init; } = [];

    /// <summary>Service access points.</summary>
    public IReadOnlyList<Sap> Saps { get; init; } = [];

    /// <summary>VNF forwarding graphs.</summary>
    public IReadOnlyList<Vnffg> Vnffgs { get; init; } = [];

    /// <summary>Order between constituents: each is started after what it depends on.</summary>
    public IReadOnlyList<ProfileDependency> Dependencies { get; init; } = [];

    /// <summary>Affinity and anti-affinity between constituents.</summary>
    public IReadOnlyList<AffinityRule> AffinityRules { get; init; } = [];

    /// <summary>Security group rules of SAPs.</summary>
    public IReadOnlyList<SecurityGroupRule> SecurityGroupRules { get; init; } = [];

    /// <summary>Scaling aspects of the NS.</summary>
    public IReadOnlyList<NsScalingAspect> ScalingAspects { get; init; } = [];

    /// <summary>Instantiation levels of the NS; never empty (one called <c>default</c> is made from the minimum numbers of instances).</summary>
    public IReadOnlyList<NsInstantiationLevel> InstantiationLevels { get; init; } = [];

    /// <summary>The level used when the caller names none.</summary>
    public required string DefaultInstantiationLevelId { get; init; }

    /// <summary>Threshold policies that ask for scaling.</summary>
    public IReadOnlyList<AutoScalePolicy> AutoScalePolicies { get; init; } = [];

    /// <summary>The same and all other automatic changes, with their conditions.</summary>
    public IReadOnlyList<NsAutoScaleRule> AutoScaleRules { get; init; } = [];

    /// <summary>Operations of the Nslcm interface that have an implementation or declared inputs.</summary>
    public IReadOnlyList<LifecycleOperation> LifecycleInterfaces { get; init; } = [];

    /// <summary>Traffic that is mirrored.</summary>
    public IReadOnlyList<DataFlowInfo> DataFlows { get; init; } = [];

    /// <summary>Availability level of the NS, 1 the highest; null = not said.</summary>
    public int? ServiceAvailabilityLevel { get; init; }

    /// <summary>What is to be monitored on the NS.</summary>
    public IReadOnlyList<MonitoringParameter> MonitoringParameters { get; init; } = [];

    /// <summary>The VNF profile with that id, or null.</summary>
    public VnfProfile? FindVnfProfile(string profileId) =>
        VnfProfiles.FirstOrDefault(p => string.Equals(p.ProfileId, profileId, StringComparison.Ordinal));
}
