namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected NS changed information (SOL005 §6.5).</summary>
public sealed record AffectedNsChangedInfo
{
    /// <summary>WAN connection information modifications.</summary>
    public IReadOnlyList<WanConnectionInfoModification>? WanConnectionInfoModifications { get; init; }
}
