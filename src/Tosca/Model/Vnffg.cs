namespace NfvOrchestrator.Tosca.Model;

/// <summary>A VNF forwarding graph (SOL001 §7.9.2): a set of forwarding paths.</summary>
public sealed record Vnffg
{
    /// <summary>Group name; vnffgdId in SOL005.</summary>
    public required string Id { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>VNF profiles that take part.</summary>
    public IReadOnlyList<string> VnfProfileIds { get; init; } = [];

    /// <summary>Virtual links that take part.</summary>
    public IReadOnlyList<string> VirtualLinkIds { get; init; } = [];

    /// <summary>Forwarding paths.</summary>
    public IReadOnlyList<Nfp> Nfps { get; init; } = [];
}
