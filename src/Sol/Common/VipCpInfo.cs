using System.Text.Json;

namespace NfvOrchestrator.Sol.Common;

/// <summary>VIP CP information (SOL003 §4.4).</summary>
public sealed record VipCpInfo
{
    /// <summary>Identifier of the CP instance.</summary>
    public required string CpInstanceId { get; init; }

    /// <summary>Identifier of the CPD.</summary>
    public required string CpdId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Identifier of the VNF external CP.</summary>
    public string? VnfExtCpId { get; init; }

    /// <summary>CP protocol information.</summary>
    public IReadOnlyList<CpProtocolInfo>? CpProtocolInfo { get; init; }

    /// <summary>Identifiers: associated VNFC CP.</summary>
    public IReadOnlyList<string>? AssociatedVnfcCpIds { get; init; }

    /// <summary>Identifier of the VNF link port.</summary>
    public string? VnfLinkPortId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
