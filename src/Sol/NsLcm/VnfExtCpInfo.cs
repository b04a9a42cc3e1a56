using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNF external CP information (SOL005 §6.5).</summary>
public sealed record VnfExtCpInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the CPD.</summary>
    public required string CpdId { get; init; }

    /// <summary>Identifier of the CP config.</summary>
    public string? CpConfigId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>CP protocol information.</summary>
    public IReadOnlyList<CpProtocolInfo>? CpProtocolInfo { get; init; }

    /// <summary>Identifier of the external link port.</summary>
    public string? ExtLinkPortId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Identifier of the associated VNFC CP.</summary>
    public string? AssociatedVnfcCpId { get; init; }

    /// <summary>Identifier of the associated VIP CP.</summary>
    public string? AssociatedVipCpId { get; init; }

    /// <summary>Identifier of the associated VNF virtual link.</summary>
    public string? AssociatedVnfVirtualLinkId { get; init; }
}
