using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm.V1;

/// <summary>What exists only while the VNF is instantiated (SOL005 §6.5).</summary>
public sealed record InstantiatedVnfInfo
{
    /// <summary>Identifier of the flavour.</summary>
    public required string FlavourId { get; init; }

    /// <summary>VNF state.</summary>
    public required VnfOperationalStateType VnfState { get; init; }

    /// <summary>Scale status.</summary>
    public IReadOnlyList<VnfScaleInfo>? ScaleStatus { get; init; }

    /// <summary>External CP information.</summary>
    public required IReadOnlyList<VnfExtCpInfo> ExtCpInfo { get; init; }

    /// <summary>External virtual link information.</summary>
    public IReadOnlyList<ExtVirtualLinkInfo>? ExtVirtualLinkInfo { get; init; }

    /// <summary>External managed virtual link information.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkInfo>? ExtManagedVirtualLinkInfo { get; init; }

    /// <summary>Monitoring parameters.</summary>
    public IReadOnlyList<VnfMonitoringParameter>? MonitoringParameters { get; init; }

    /// <summary>Localization language.</summary>
    public string? LocalizationLanguage { get; init; }

    /// <summary>VNFC resource information.</summary>
    public IReadOnlyList<VnfcResourceInfo>? VnfcResourceInfo { get; init; }

    /// <summary>VNF virtual link resource information.</summary>
    public IReadOnlyList<VnfVirtualLinkResourceInfo>? VirtualLinkResourceInfo { get; init; }

    /// <summary>Virtual storage resource information.</summary>
    public IReadOnlyList<VirtualStorageResourceInfo>? VirtualStorageResourceInfo { get; init; }
}
