using System.Collections.Frozen;

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A target state: the resources an instance shall have and which needs which. Immutable; checked on construction.</summary>
public sealed class ResourceGraph
{
    /// <summary>The target of an instance that shall have nothing.</summary>
    public static readonly ResourceGraph Empty = new([]);

    private readonly FrozenDictionary<string, ResourceNode> byKey;

    /// <summary>Builds a graph.</summary>
    /// <param name="nodes">The nodes, in an order that is kept for people.</param>
    /// <exception cref="ArgumentException">A key occurs twice, or a dependency names no node: a bug of the target builder.</exception>
    public ResourceGraph(IReadOnlyList<ResourceNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        Nodes = nodes;
        var index = new Dictionary<string, ResourceNode>(nodes.Count, StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (!index.TryAdd(node.Key, node))
            {
                throw new ArgumentException($"The key '{node.Key}' occurs twice in the target state.", nameof(nodes));
            }
        }
        foreach (var node in nodes)
        {
            foreach (var needed in node.DependsOn)
            {
                if (!index.ContainsKey(needed))
                {
                    throw new ArgumentException($"'{node.Key}' depends on '{needed}', which the target state does not have.", nameof(nodes));
                }
            }
        }
        byKey = index.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<ResourceNode> Nodes { get; }

    /// <summary>Finds a node; null when there is none with that key.</summary>
    public ResourceNode? Find(string key) => byKey.GetValueOrDefault(key);
}
