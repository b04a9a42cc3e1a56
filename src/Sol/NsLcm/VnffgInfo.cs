namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>VNFFG information (SOL005 §6.5).</summary>
public sealed record VnffgInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNFFGD.</summary>
    public required string VnffgdId { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public required IReadOnlyList<string> VnfInstanceId { get; init; }

    /// <summary>Identifier of the PNFD information.</summary>
    public IReadOnlyList<string>? PnfdInfoId { get; init; }

    /// <summary>Identifier of the NS virtual link information.</summary>
    public IReadOnlyList<string>? NsVirtualLinkInfoId { get; init; }

    /// <summary>NS CP handle.</summary>
    public NsCpHandle? NsCpHandle { get; init; }
}
