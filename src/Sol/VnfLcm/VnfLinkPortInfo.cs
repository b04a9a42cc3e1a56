using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF link port information (SOL003 §5.5).</summary>
public sealed record VnfLinkPortInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Resource handle.</summary>
    public required ResourceHandle ResourceHandle { get; init; }

    /// <summary>Identifier of the CP instance.</summary>
    public string? CpInstanceId { get; init; }

    /// <summary>CP instance type.</summary>
    public CpInstanceType? CpInstanceType { get; init; }

    /// <summary>Identifier of the VIP CP instance.</summary>
    public string? VipCpInstanceId { get; init; }

    /// <summary>Identifier of the trunk resource.</summary>
    public string? TrunkResourceId { get; init; }
}
