namespace NfvOrchestrator.Tosca.Model;

/// <summary>A connection point of container workloads behind a service address (SOL001 §6.8.15).</summary>
public sealed record VirtualCp
{
    /// <summary>Node template name.</summary>
    public required string Id { get; init; }

    /// <summary>Deployable units behind it.</summary>
    public IReadOnlyList<string> TargetVduIds { get; init; } = [];

    /// <summary>Internal link it is on, or null when it is exposed.</summary>
    public string? VirtualLinkId { get; init; }

    /// <summary>Layer protocols.</summary>
    public IReadOnlyList<string> LayerProtocols { get; init; } = [];

    /// <summary>Addresses wanted.</summary>
    public IReadOnlyList<CpAddressing> Addressing { get; init; } = [];

    /// <summary>Ports of the service.</summary>
    public IReadOnlyList<ServicePort> Ports { get; init; } = [];

    /// <summary>Whether the name of the address pool can be configured.</summary>
    public bool AddressPoolNameConfigurable { get; init; }

    /// <summary>Instances at scale level 0 of every aspect, when the descriptor counts them.</summary>
    public int InitialDelta { get; init; } = 1;
}
