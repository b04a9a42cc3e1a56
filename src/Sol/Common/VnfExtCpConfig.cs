namespace NfvOrchestrator.Sol.Common;

/// <summary>Configuration of one instance of an external connection point: a ready-made link port or addresses (SOL003 §4.4).</summary>
public sealed record VnfExtCpConfig
{
    /// <summary>Identifier of the parent CP config.</summary>
    public string? ParentCpConfigId { get; init; }

    /// <summary>Identifier of the link port.</summary>
    public string? LinkPortId { get; init; }

    /// <summary>Whether: create external link port.</summary>
    public bool? CreateExtLinkPort { get; init; }

    /// <summary>CP protocol data.</summary>
    public IReadOnlyList<CpProtocolData>? CpProtocolData { get; init; }
}
