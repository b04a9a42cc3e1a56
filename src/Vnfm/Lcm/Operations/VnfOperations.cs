using System.Collections.Frozen;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>The lifecycle operations there are. A line here is an operation: its endpoint, its link, its target.</summary>
internal static class VnfOperations
{
    private const InstantiationState Instantiated = InstantiationState.INSTANTIATED;

    /// <summary>All, in the order of SOL003 §5.4.</summary>
    public static IReadOnlyList<VnfOperation> All { get; } =
    [
        VnfOperation.Of(LcmOperationType.INSTANTIATE, "instantiate", InstantiationState.NOT_INSTANTIATED, VnfLcmJsonContext.Default.InstantiateVnfRequest, Instantiation.Intend)
            with { AddLink = static (links, task) => links with { Instantiate = task } },
        VnfOperation.Of(LcmOperationType.SCALE, "scale", Instantiated, VnfLcmJsonContext.Default.ScaleVnfRequest, Scaling.Intend)
            with { Offered = HasAspects, AddLink = static (links, task) => links with { Scale = task } },
        VnfOperation.Of(LcmOperationType.SCALE_TO_LEVEL, "scale_to_level", Instantiated, VnfLcmJsonContext.Default.ScaleVnfToLevelRequest, Scaling.Intend)
            with { Offered = HasAspects, AddLink = static (links, task) => links with { ScaleToLevel = task } },
        VnfOperation.Of(LcmOperationType.CHANGE_FLAVOUR, "change_flavour", Instantiated, VnfLcmJsonContext.Default.ChangeVnfFlavourRequest, FlavourChange.Intend)
            with { AddLink = static (links, task) => links with { ChangeFlavour = task } },
        VnfOperation.Of(LcmOperationType.TERMINATE, "terminate", Instantiated, VnfLcmJsonContext.Default.TerminateVnfRequest, Termination.Intend)
            with
            {
                NeedsDescriptor = false,
                NoRollback = "what a termination removed is gone, with the state of the VNF; retry it to remove the rest, or fail it",
                AddLink = static (links, task) => links with { Terminate = task },
            },
        VnfOperation.Of(LcmOperationType.HEAL, "heal", Instantiated, VnfLcmJsonContext.Default.HealVnfRequest, Healing.Intend)
            with { AddLink = static (links, task) => links with { Heal = task } },
        VnfOperation.Of(LcmOperationType.OPERATE, "operate", Instantiated, VnfLcmJsonContext.Default.OperateVnfRequest, Operating.Intend)
            with { AddLink = static (links, task) => links with { Operate = task } },
        VnfOperation.Of(LcmOperationType.CHANGE_EXT_CONN, "change_ext_conn", Instantiated, VnfLcmJsonContext.Default.ChangeExtVnfConnectivityRequest, ConnectivityChange.Intend)
            with { AddLink = static (links, task) => links with { ChangeExtConn = task } },
        VnfOperation.Of(LcmOperationType.CHANGE_VNFPKG, "change_vnfpkg", Instantiated, VnfLcmJsonContext.Default.ChangeCurrentVnfPkgRequest, PackageChange.Intend)
            with { AddLink = static (links, task) => links with { ChangeCurrentVnfPkg = task } },
        VnfOperation.Of(LcmOperationType.CREATE_SNAPSHOT, "create_snapshot", Instantiated, VnfLcmJsonContext.Default.CreateVnfSnapshotRequest, Snapshots.SnapshotCreation.Intend)
            with { NeedsDescriptor = false, AddLink = static (links, task) => links with { CreateSnapshot = task } },
        VnfOperation.Of(LcmOperationType.REVERT_TO_SNAPSHOT, "revert_to_snapshot", Instantiated, VnfLcmJsonContext.Default.RevertToVnfSnapshotRequest, Snapshots.SnapshotReversion.Intend)
            with { NeedsDescriptor = false, AddLink = static (links, task) => links with { RevertToSnapshot = task } },
        new VnfOperation { Type = LcmOperationType.MODIFY_INFO, NeedsGrant = false, Intend = Modification.Intend },
    ];

    private static readonly FrozenDictionary<LcmOperationType, VnfOperation> ByType = All.ToFrozenDictionary(o => o.Type);

    /// <summary>The operation of a type.</summary>
    public static VnfOperation Of(LcmOperationType type) => ByType.GetValueOrDefault(type) ?? throw new InvalidOperationException($"The operation {type} has no target state.");

    private static bool HasAspects(VnfInstance instance) => instance.InstantiatedVnfInfo?.ScaleStatus is not null;
}
