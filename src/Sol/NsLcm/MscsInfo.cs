namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>MSCS information (SOL005 §6.5).</summary>
public sealed record MscsInfo
{
    /// <summary>Identifier of the MSCS.</summary>
    public required string MscsId { get; init; }

    /// <summary>MSCS name.</summary>
    public string? MscsName { get; init; }

    /// <summary>MSCS description.</summary>
    public string? MscsDescription { get; init; }

    /// <summary>MSCS type.</summary>
    public required MscsInfoMscsType MscsType { get; init; }

    /// <summary>MSCS layer protocol.</summary>
    public MscsInfoMscsLayerProtocol? MscsLayerProtocol { get; init; }

    /// <summary>Site access protection schemes.</summary>
    public IReadOnlyList<SiteAccessProtectionScheme>? SiteAccessProtectionSchemes { get; init; }

    /// <summary>Mtu MSCS.</summary>
    public int? MtuMscs { get; init; }

    /// <summary>MSCS endpoints.</summary>
    public IReadOnlyList<MscsEndpointInfo>? MscsEndpoints { get; init; }
}
