namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>NFP data (SOL005 §6.5).</summary>
public sealed record NfpData
{
    /// <summary>Identifier of the NFP information.</summary>
    public string? NfpInfoId { get; init; }

    /// <summary>NFP name.</summary>
    public string? NfpName { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>CP group.</summary>
    public IReadOnlyList<CpGroupInfo>? CpGroup { get; init; }

    /// <summary>NFP rule.</summary>
    public NfpRule? NfpRule { get; init; }
}
