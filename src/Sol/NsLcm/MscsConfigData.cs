namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>MSCS config data (SOL005 §6.5).</summary>
public sealed record MscsConfigData
{
    /// <summary>MSCS type.</summary>
    public required MscsConfigDataMscsType MscsType { get; init; }

    /// <summary>Site access protection schemes.</summary>
    public IReadOnlyList<SiteAccessProtectionScheme>? SiteAccessProtectionSchemes { get; init; }

    /// <summary>Mtu MSCS.</summary>
    public int? MtuMscs { get; init; }

    /// <summary>WAN layer2 protocol data.</summary>
    public WanLayer2ProtocolData? WanLayer2ProtocolData { get; init; }

    /// <summary>WAN layer3 protocol data.</summary>
    public WanLayer3ProtocolData? WanLayer3ProtocolData { get; init; }
}
