using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>One deployment flavour of a VNF (IFA011 §7.1.8.2 VnfDf): its topology and what may be done with it.</summary>
public sealed record DeploymentFlavour
{
    /// <summary>Imperative workflows of the template, as written (TOSCA 1.3 §3.9.1).</summary>
    public IReadOnlyList<ImperativeWorkflow> Workflows { get; init; } = [];

    /// <summary>flavour_id.</summary>
    public required string FlavourId { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>The units of deployment; each becomes VNFC instances.</summary>
    public IReadOnlyList<Vdu> Vdus { get; init; } = [];

    /// <summary>Virtual storage that VDUs refer to.</summary>
    public IReadOnlyList<StorageResource> StorageResources { get; init; } = [];

    /// <summary>Internal virtual links (VnfVirtualLink).</summary>
    public IReadOnlyList<InternalVirtualLink> InternalVirtualLinks { get; init; } = [];

    /// <summary>Connection points of the VDUs (VduCp).</summary>
    public IReadOnlyList<VduCp> InternalCps { get; init; } = [];

    /// <summary>Connection points towards the outside (VnfExtCp, or a VduCp exposed by the substitution mapping).</summary>
    public IReadOnlyList<ExtCp> ExtCps { get; init; } = [];

    /// <summary>Virtual IP connection points shared by several VduCps.</summary>
    public IReadOnlyList<VipCp> VipCps { get; init; } = [];

    /// <summary>Connection points of container workloads behind a service address.</summary>
    public IReadOnlyList<VirtualCp> VirtualCps { get; init; } = [];

    /// <summary>OS containers; <see cref="Vdu.ContainerIds"/> says which deployable unit runs them.</summary>
    public IReadOnlyList<OsContainer> OsContainers { get; init; } = [];

    /// <summary>Packages of container infrastructure objects (Helm charts).</summary>
    public IReadOnlyList<Mciop> Mciops { get; init; } = [];

    /// <summary>Scaling aspects.</summary>
    public IReadOnlyList<ScalingAspect> ScalingAspects { get; init; } = [];

    /// <summary>Instantiation levels; never empty: a flavour without the policy has one made from the initial deltas, called <c>default</c>.</summary>
    public IReadOnlyList<InstantiationLevel> InstantiationLevels { get; init; } = [];

    /// <summary>The level used when the caller names none.</summary>
    public required string DefaultInstantiationLevelId { get; init; }

    /// <summary>Affinity and anti-affinity between instances.</summary>
    public IReadOnlyList<AffinityRule> AffinityRules { get; init; } = [];

    /// <summary>Security group rules of connection points.</summary>
    public IReadOnlyList<SecurityGroupRule> SecurityGroupRules { get; init; } = [];

    /// <summary>lcm_operations_configuration with the defaults of its type, or null.</summary>
    public JsonElement? LcmOperationsConfiguration { get; init; }

    /// <summary>The same, typed; all defaults when the descriptor has none.</summary>
    public LcmOperationsConfiguration LcmOperations { get; init; } = new();

    /// <summary>Monitoring parameters of the VNF as a whole.</summary>
    public IReadOnlyList<MonitoringParameter> MonitoringParameters { get; init; } = [];

    /// <summary>Policies over VNF indicators.</summary>
    public IReadOnlyList<VnfIndicatorDescriptor> Indicators { get; init; } = [];

    /// <summary>The indicators themselves: what VNF or EM report.</summary>
    public IReadOnlyList<VnfIndicatorDeclaration> DeclaredIndicators { get; init; } = [];

    /// <summary>Interfaces that the VNF itself offers.</summary>
    public IReadOnlyList<SupportedVnfInterface> SupportedInterfaces { get; init; } = [];

    /// <summary>Prepared changes to another package.</summary>
    public IReadOnlyList<VnfPackageChange> PackageChanges { get; init; } = [];

    /// <summary>Coordination actions that VNF or EM support.</summary>
    public IReadOnlyList<LcmCoordinationAction> CoordinationActions { get; init; } = [];

    /// <summary>Which coordination actions take part in which operation.</summary>
    public IReadOnlyList<LcmOperationCoordinations> Coordinations { get; init; } = [];

    /// <summary>Operations of the Vnflcm interface that have an implementation or declared inputs.</summary>
    public IReadOnlyList<LifecycleOperation> LifecycleInterfaces { get; init; } = [];

    /// <summary>Threshold policies that ask for scaling.</summary>
    public IReadOnlyList<AutoScalePolicy> AutoScalePolicies { get; init; } = [];

    /// <summary>The VDU with that id, or null.</summary>
    public Vdu? FindVdu(string vduId) => Vdus.FirstOrDefault(v => string.Equals(v.Id, vduId, StringComparison.Ordinal));

    /// <summary>The instantiation level with that id, or null.</summary>
    public InstantiationLevel? FindLevel(string levelId) =>
        InstantiationLevels.FirstOrDefault(l => string.Equals(l.LevelId, levelId, StringComparison.Ordinal));

    /// <summary>The operation of the Vnflcm interface, or null when nothing implements it and it declares no inputs.</summary>
    /// <param name="operation">E.g. <c>instantiate_start</c>, <c>scale</c>, <c>change_current_package_end</c>.</param>
    public LifecycleOperation? FindOperation(string operation) =>
        LifecycleInterfaces.FirstOrDefault(o => string.Equals(o.Interface, "Vnflcm", StringComparison.Ordinal) && string.Equals(o.Operation, operation, StringComparison.Ordinal));

    /// <summary>The scaling aspect with that id, or null.</summary>
    public ScalingAspect? FindAspect(string aspectId) =>
        ScalingAspects.FirstOrDefault(a => string.Equals(a.AspectId, aspectId, StringComparison.Ordinal));
}
