namespace NfvOrchestrator.Sol.Selection;

/// <summary>What to leave out at one level of a resource, and how to go on below.</summary>
internal sealed class SelectorNode
{
    public SelectorNode(IEnumerable<string>? drop = null) => Drop = drop is null ? new(StringComparer.Ordinal) : new(drop, StringComparer.Ordinal);

    public HashSet<string> Drop { get; }

    public Dictionary<string, SelectorNode> Into { get; } = new(StringComparer.Ordinal);

    /// <summary>The level is a map: apply the one below to each entry.</summary>
    public SelectorNode? EachEntry { get; set; }

    public bool IsIdentity => Drop.Count == 0 && Into.Count == 0 && EachEntry is null;
}
