namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected VNF changed information (SOL005 §6.5).</summary>
public sealed record AffectedVnfChangedInfo
{
    /// <summary>Changed VNF information.</summary>
    public ModifyVnfInfoData? ChangedVnfInfo { get; init; }

    /// <summary>Changed external connectivity.</summary>
    public IReadOnlyList<ExtVirtualLinkInfo>? ChangedExtConnectivity { get; init; }

    /// <summary>Modifications triggered by VNF package change.</summary>
    public ModificationsTriggeredByVnfPkgChange? ModificationsTriggeredByVnfPkgChange { get; init; }
}
