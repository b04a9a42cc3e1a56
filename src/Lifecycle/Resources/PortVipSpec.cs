namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A virtual address that a port serves together with others (SOL001 §6.8.10 VipCp, SOL003 §5.5.3.18 VipCpInfo).</summary>
public sealed record PortVipSpec
{
    /// <summary>The VIP CP instance, for example <c>vip/service/0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The VipCp it is made from.</summary>
    public required string CpdId { get; init; }

    /// <summary>Key of the port that reserves the address; null: there is none, because the address is that of a VNFC or the NFVO wants no port.</summary>
    public string? PortKey { get; init; }

    /// <summary>What was asked for: addresses, and identifiers or blocks of subnets to draw one from. Null: nothing.</summary>
    /// <remarks>Also where a port reserves the address, so that a change of it is a change of whoever serves it.</remarks>
    public IReadOnlyList<string>? Addresses { get; init; }

    /// <summary>The external CPD through which it is seen; null: it is not, or <see cref="PortKey"/> says it.</summary>
    public string? ExtCpdId { get; init; }

    /// <summary>The entry of the CP configuration it was configured by.</summary>
    public string? CpConfigId { get; init; }
}
