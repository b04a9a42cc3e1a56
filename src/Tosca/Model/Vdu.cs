using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>A virtualisation deployment unit (SOL001 §6.8.3 Vdu.Compute, or an OsContainerDeployableUnit).</summary>
public sealed record Vdu
{
    /// <summary>Node template name; vduId in SOL003.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>True for an OS container workload (kept and typed; the compute figures come from its containers).</summary>
    public bool IsContainer { get; init; }

    /// <summary>What the compute resource must offer.</summary>
    public required VirtualCompute Compute { get; init; }

    /// <summary>Ids of <see cref="DeploymentFlavour.StorageResources"/> attached to each instance.</summary>
    public IReadOnlyList<string> StorageIds { get; init; } = [];

    /// <summary>Software image of the boot disk, or null when the VDU boots from a storage resource with an image.</summary>
    public SwImage? SwImage { get; init; }

    /// <summary>Fewest instances (vdu_profile).</summary>
    public int MinNumberOfInstances { get; init; }

    /// <summary>Most instances (vdu_profile).</summary>
    public int MaxNumberOfInstances { get; init; } = 1;

    /// <summary>Instances at scale level 0 of every aspect (VduInitialDelta; else the default level; else the minimum).</summary>
    public int InitialDelta { get; init; } = 1;

    /// <summary>Containers of an OS container workload (<see cref="DeploymentFlavour.OsContainers"/>).</summary>
    public IReadOnlyList<string> ContainerIds { get; init; } = [];

    /// <summary>Parameters of constraints for the container infrastructure (mcio_constraint_params).</summary>
    public IReadOnlyList<string> McioConstraintParameters { get; init; } = [];

    /// <summary>Name of the object that the workload becomes in its Mciop, or null.</summary>
    public string? McioName { get; init; }

    /// <summary><c>Deployment</c> or <c>StatefulSet</c>, or null.</summary>
    public string? McioType { get; init; }

    /// <summary>Boot data (cloud-init user data or a template of it) as text, or null; same as the content of <see cref="BootDataDetails"/>.</summary>
    public string? BootData { get; init; }

    /// <summary>Boot data with file, place and parameters, or null.</summary>
    public BootData? BootDataDetails { get; init; }

    /// <summary>Storage resources in the order they are booted from (boot_order of SOL001 ≥ 3.x), or empty.</summary>
    public IReadOnlyList<string> BootOrder { get; init; } = [];

    /// <summary>What maintenance of the NFVI must respect, or null.</summary>
    public NfviMaintenanceInfo? MaintenanceInfo { get; init; }

    /// <summary>boot_data as written when it is structured (SOL001 ≥ 2.7.1), or null.</summary>
    public JsonElement? BootDataSpecification { get; init; }

    /// <summary>Monitoring parameters per VNFC.</summary>
    public IReadOnlyList<MonitoringParameter> MonitoringParameters { get; init; } = [];

    /// <summary>Constraints on the NFVI by name.</summary>
    public IReadOnlyDictionary<string, string> NfviConstraints { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>VNFC configurable properties as written, or null.</summary>
    public JsonElement? ConfigurableProperties { get; init; }
}
