namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>An external virtual link a VNF shall be attached to (SOL003 §4.4.1.11 ExtVirtualLinkData, resolved).</summary>
public sealed record ExternalLink
{
    /// <summary>Identifier chosen by the NFVO.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the network in the VIM.</summary>
    public required string NetworkId { get; init; }

    /// <summary>VIM connection of the network; null: the VNF's own.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>External CPDs (or names of virtual link requirements) to attach.</summary>
    public required IReadOnlyList<string> CpdIds { get; init; }

    /// <summary>Addresses asked for, per CPD: one per instance of the connection point.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FixedAddresses { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
}
