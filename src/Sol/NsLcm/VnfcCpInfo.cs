using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNFC CP information (SOL005 §6.5).</summary>
public sealed record VnfcCpInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the CPD.</summary>
    public required string CpdId { get; init; }

    /// <summary>Identifier of the VNF external CP.</summary>
    public string? VnfExtCpId { get; init; }

    /// <summary>CP protocol information.</summary>
    public IReadOnlyList<CpProtocolInfo>? CpProtocolInfo { get; init; }

    /// <summary>Identifier of the parent CP.</summary>
    public string? ParentCpId { get; init; }

    /// <summary>Identifier of the VNF link port.</summary>
    public string? VnfLinkPortId { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
