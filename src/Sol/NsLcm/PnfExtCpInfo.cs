using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>PNF external CP information (SOL005 §6.5).</summary>
public sealed record PnfExtCpInfo
{
    /// <summary>Identifier of the CP instance.</summary>
    public required string CpInstanceId { get; init; }

    /// <summary>Identifier of the CPD.</summary>
    public required string CpdId { get; init; }

    /// <summary>CP protocol data.</summary>
    public IReadOnlyList<CpProtocolData>? CpProtocolData { get; init; }
}
