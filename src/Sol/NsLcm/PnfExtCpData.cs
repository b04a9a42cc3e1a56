using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>PNF external CP data (SOL005 §6.5).</summary>
public sealed record PnfExtCpData
{
    /// <summary>Identifier of the CP instance.</summary>
    public string? CpInstanceId { get; init; }

    /// <summary>Identifier of the CPD.</summary>
    public string? CpdId { get; init; }

    /// <summary>CP protocol data.</summary>
    public required IReadOnlyList<CpProtocolData> CpProtocolData { get; init; }
}
