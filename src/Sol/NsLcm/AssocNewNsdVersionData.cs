namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Assoc new NSD version data (SOL005 §6.5).</summary>
public sealed record AssocNewNsdVersionData
{
    /// <summary>Identifier of the new NSD.</summary>
    public required string NewNsdId { get; init; }

    /// <summary>Whether: sync.</summary>
    public bool? Sync { get; init; }
}
