using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.NsLcm.V1;

/// <summary>A network service instance and what it is made of (SOL005 §6.5).</summary>
public sealed record NsInstance
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>NS instance name.</summary>
    public required string NsInstanceName { get; init; }

    /// <summary>NS instance description.</summary>
    public required string NsInstanceDescription { get; init; }

    /// <summary>Identifier of the NSD.</summary>
    public required string NsdId { get; init; }

    /// <summary>Identifier of the NSD information.</summary>
    public required string NsdInfoId { get; init; }

    /// <summary>Identifier of the flavour.</summary>
    public string? FlavourId { get; init; }

    /// <summary>VNF instance.</summary>
    public IReadOnlyList<VnfInstance>? VnfInstance { get; init; }

    /// <summary>PNF information.</summary>
    public IReadOnlyList<PnfInfo>? PnfInfo { get; init; }

    /// <summary>Virtual link information.</summary>
    public IReadOnlyList<NsVirtualLinkInfo>? VirtualLinkInfo { get; init; }

    /// <summary>VNFFG information.</summary>
    public IReadOnlyList<VnffgInfo>? VnffgInfo { get; init; }

    /// <summary>SAP information.</summary>
    public IReadOnlyList<SapInfo>? SapInfo { get; init; }

    /// <summary>Identifier of the nested NS instance.</summary>
    public IReadOnlyList<string>? NestedNsInstanceId { get; init; }

    /// <summary>NS state.</summary>
    public required NsState NsState { get; init; }

    /// <summary>Monitoring parameter.</summary>
    public IReadOnlyList<NsMonitoringParameter>? MonitoringParameter { get; init; }

    /// <summary>NS scale status.</summary>
    public IReadOnlyList<NsScaleInfo>? NsScaleStatus { get; init; }

    /// <summary>Additional affinity or anti affinity rule.</summary>
    public IReadOnlyList<AffinityOrAntiAffinityRule>? AdditionalAffinityOrAntiAffinityRule { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required NsInstanceLinks Links { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
