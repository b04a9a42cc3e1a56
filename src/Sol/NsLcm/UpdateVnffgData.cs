namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Update VNFFG data (SOL005 §6.5).</summary>
public sealed record UpdateVnffgData
{
    /// <summary>Identifier of the VNFFG information.</summary>
    public required string VnffgInfoId { get; init; }

    /// <summary>NFP.</summary>
    public IReadOnlyList<NfpData>? Nfp { get; init; }

    /// <summary>Identifier of the NFP information.</summary>
    public IReadOnlyList<string>? NfpInfoId { get; init; }
}
