namespace NfvOrchestrator.Tosca.Model;

/// <summary>A service access point (SOL001 §7.8.2).</summary>
public sealed record Sap
{
    /// <summary>Node template name; sapdId in SOL005.</summary>
    public required string SapdId { get; init; }

    /// <summary>Virtual link of the NS behind it; null when the descriptor names none.</summary>
    public string? VirtualLinkId { get; init; }

    /// <summary>Layer protocols.</summary>
    public IReadOnlyList<string> LayerProtocols { get; init; } = [];

    /// <summary>Addresses wanted.</summary>
    public IReadOnlyList<CpAddressing> Addressing { get; init; } = [];

    /// <summary><c>root</c> or <c>leaf</c> of a tree, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }
}
