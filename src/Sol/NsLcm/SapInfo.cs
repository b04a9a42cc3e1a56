using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>SAP information (SOL005 §6.5).</summary>
public sealed record SapInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the SAPD.</summary>
    public required string SapdId { get; init; }

    /// <summary>SAP name.</summary>
    public required string SapName { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>SAP protocol information.</summary>
    public required IReadOnlyList<CpProtocolInfo> SapProtocolInfo { get; init; }
}
