using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>SAP data (SOL005 §6.5).</summary>
public sealed record SapData
{
    /// <summary>Identifier of the SAPD.</summary>
    public required string SapdId { get; init; }

    /// <summary>SAP name.</summary>
    public required string SapName { get; init; }

    /// <summary>Description.</summary>
    public required string Description { get; init; }

    /// <summary>SAP protocol data.</summary>
    public IReadOnlyList<CpProtocolData>? SapProtocolData { get; init; }
}
