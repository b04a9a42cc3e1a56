namespace NfvOrchestrator.Tosca.Model;

/// <summary>A virtual IP shared by VduCps (SOL001 §6.8.10).</summary>
public sealed record VipCp
{
    /// <summary>Node template name.</summary>
    public required string Id { get; init; }

    /// <summary>VduCps behind the address.</summary>
    public IReadOnlyList<string> TargetCpIds { get; init; } = [];

    /// <summary>Internal link it is on, or null.</summary>
    public string? VirtualLinkId { get; init; }

    /// <summary><c>high_availability</c> or <c>load_balance</c>.</summary>
    public string? VipFunction { get; init; }

    /// <summary>Whether the address is the VIP's own.</summary>
    public bool DedicatedIpAddress { get; init; } = true;

    /// <summary>Addresses wanted.</summary>
    public IReadOnlyList<CpAddressing> Addressing { get; init; } = [];

    /// <summary>Instances at scale level 0 of every aspect.</summary>
    public int InitialDelta { get; init; } = 1;

    /// <summary>Layer protocols.</summary>
    public IReadOnlyList<string> LayerProtocols { get; init; } = [];
}
