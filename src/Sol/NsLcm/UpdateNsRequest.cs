namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Request: update NS (SOL005 §6.5).</summary>
public sealed record UpdateNsRequest
{
    /// <summary>Update type.</summary>
    public required UpdateNsRequestUpdateType UpdateType { get; init; }

    /// <summary>Add VNF istance.</summary>
    public IReadOnlyList<VnfInstanceData>? AddVnfIstance { get; init; }

    /// <summary>Identifier of the remove VNF instance.</summary>
    public IReadOnlyList<string>? RemoveVnfInstanceId { get; init; }

    /// <summary>Instantiate VNF data.</summary>
    public IReadOnlyList<InstantiateVnfData>? InstantiateVnfData { get; init; }

    /// <summary>Terminate VNF data.</summary>
    public IReadOnlyList<TerminateVnfData>? TerminateVnfData { get; init; }

    /// <summary>Change VNF flavour data.</summary>
    public IReadOnlyList<ChangeVnfFlavourData>? ChangeVnfFlavourData { get; init; }

    /// <summary>Operate VNF data.</summary>
    public IReadOnlyList<OperateVnfData>? OperateVnfData { get; init; }

    /// <summary>Modify VNF information data.</summary>
    public IReadOnlyList<ModifyVnfInfoData>? ModifyVnfInfoData { get; init; }

    /// <summary>Change external VNF connectivity data.</summary>
    public IReadOnlyList<ChangeExtVnfConnectivityData>? ChangeExtVnfConnectivityData { get; init; }

    /// <summary>Change VNF package data.</summary>
    public IReadOnlyList<ChangeVnfPackageData>? ChangeVnfPackageData { get; init; }

    /// <summary>Add SAP.</summary>
    public IReadOnlyList<SapData>? AddSap { get; init; }

    /// <summary>Identifier of the remove SAP.</summary>
    public IReadOnlyList<string>? RemoveSapId { get; init; }

    /// <summary>Add nested NS data.</summary>
    public IReadOnlyList<NestedNsInstanceData>? AddNestedNsData { get; init; }

    /// <summary>Identifier of the remove nested NS.</summary>
    public IReadOnlyList<string>? RemoveNestedNsId { get; init; }

    /// <summary>Assoc new NSD version data.</summary>
    public AssocNewNsdVersionData? AssocNewNsdVersionData { get; init; }

    /// <summary>Move VNF instance data.</summary>
    public IReadOnlyList<MoveVnfInstanceData>? MoveVnfInstanceData { get; init; }

    /// <summary>Add VNFFG.</summary>
    public IReadOnlyList<AddVnffgData>? AddVnffg { get; init; }

    /// <summary>Identifier of the remove VNFFG.</summary>
    public IReadOnlyList<string>? RemoveVnffgId { get; init; }

    /// <summary>Update VNFFG.</summary>
    public IReadOnlyList<UpdateVnffgData>? UpdateVnffg { get; init; }

    /// <summary>Change NS flavour data.</summary>
    public ChangeNsFlavourData? ChangeNsFlavourData { get; init; }

    /// <summary>Add PNF data.</summary>
    public IReadOnlyList<AddPnfData>? AddPnfData { get; init; }

    /// <summary>Modify PNF data.</summary>
    public IReadOnlyList<ModifyPnfData>? ModifyPnfData { get; init; }

    /// <summary>Identifier of the remove PNF.</summary>
    public IReadOnlyList<string>? RemovePnfId { get; init; }

    /// <summary>Modify WAN connection information data.</summary>
    public IReadOnlyList<ModifyWanConnectionInfoData>? ModifyWanConnectionInfoData { get; init; }

    /// <summary>Instant: update time.</summary>
    public DateTimeOffset? UpdateTime { get; init; }

    /// <summary>Create snapshot data.</summary>
    public CreateVnfSnapshotData? CreateSnapshotData { get; init; }

    /// <summary>Revert VNF to snapshot data.</summary>
    public RevertVnfToSnapshotData? RevertVnfToSnapshotData { get; init; }

    /// <summary>Delete VNF snapshot data.</summary>
    public DeleteVnfSnapshotData? DeleteVnfSnapshotData { get; init; }

    /// <summary>Add NS virtual link data.</summary>
    public IReadOnlyList<AddNsVirtualLinkData>? AddNsVirtualLinkData { get; init; }

    /// <summary>Identifier of the delete NS virtual link.</summary>
    public IReadOnlyList<string>? DeleteNsVirtualLinkId { get; init; }
}
