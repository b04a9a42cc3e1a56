using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What a request amounts to: what the instance shall be like when the operation is completed.</summary>
internal sealed record VnfIntent
{
    /// <summary>The settings the target state is made from; null: nothing shall be left.</summary>
    public VnfSettings? Settings { get; init; }

    /// <summary>The instance with changed attributes (not the instantiated ones, which follow from settings and resources); null: unchanged.</summary>
    public VnfInstance? Instance { get; init; }

    /// <summary>Seconds a guest gets to go out of service before its server is stopped or removed; null: none.</summary>
    public int? GracefulSeconds { get; init; }

    /// <summary>The target state itself, where it is not what settings and descriptor amount to (snapshots); null: it is.</summary>
    public ResourceGraph? Target { get; init; }

    /// <summary>The descriptor the target state is made from; null: the instance's.</summary>
    public VnfDescriptor? Descriptor { get; init; }

    /// <summary>The policy that prepares the change to <see cref="Descriptor"/>; null: there is none.</summary>
    public VnfPackageChange? Prepared { get; init; }

    /// <summary>Ids of VDUs and storages whose servers and volumes get new disks.</summary>
    public IReadOnlySet<string> RenewedDisks { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How the steps are to be ordered; null: no matter.</summary>
    public PlanWishes? Wishes { get; init; }

    /// <summary>What is to be healed; null: nothing.</summary>
    public VnfHealing? Healing { get; init; }
}
