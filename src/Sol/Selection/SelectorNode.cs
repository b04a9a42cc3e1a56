namespace NfvOrchestrator.Sol.Selection;

/// <summary>What to leave out at one level of a resource, and how to go on below.</summary>
internal sealed class SelectorNode
{
    /// <summary>Leaves out attributes, by name or by path (<c>a/b</c>) through objects.</summary>
    public SelectorNode(IEnumerable<string>? drop = null)
    {
        foreach (var path in drop ?? [])
        {
            var node = this;
            var names = path.Split('/');
            foreach (var name in names[..^1])
            {
                node = node.Into.TryGetValue(name, out var below) ? below : node.Into[name] = new SelectorNode();
            }

            node.Drop.Add(names[^1]);
        }
    }

    public HashSet<string> Drop { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SelectorNode> Into { get; } = new(StringComparer.Ordinal);

    /// <summary>The level is a map: apply the one below to each entry.</summary>
    public SelectorNode? EachEntry { get; set; }

    public bool IsIdentity => Drop.Count == 0 && Into.Count == 0 && EachEntry is null;
}
