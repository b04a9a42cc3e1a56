using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Tests.Planning;

/// <summary>Graphs by seed. As in the graphs of descriptors, what a node depends on is part of its spec, and dependencies always point the same way.</summary>
internal sealed class RandomGraphs(int seed)
{
    public Random Random { get; } = new(seed);

    public List<ResourceNode> Nodes(int keys, double density)
    {
        var nodes = new List<ResourceNode>();
        foreach (var index in Enumerable.Range(0, keys).Where(_ => Random.NextDouble() < density))
        {
            var dependsOn = nodes.Where(_ => Random.Next(4) == 0).Select(n => n.Key).ToList();
            nodes.Add(Node(index, Random.Next(3), dependsOn));
        }
        return nodes;
    }

    /// <summary>The same nodes, some of them changed, some gone, some new.</summary>
    public List<ResourceNode> Changed(List<ResourceNode> nodes, int keys)
    {
        var other = Nodes(keys, 0.6).ToDictionary(n => n.Key, StringComparer.Ordinal);
        var result = new List<ResourceNode>();
        foreach (var index in Enumerable.Range(0, keys))
        {
            var key = Key(index);
            var same = nodes.Find(n => n.Key == key);
            if (same is not null && Random.Next(3) > 0 && same.DependsOn.All(d => result.Exists(n => n.Key == d)))
            {
                result.Add(same);
            }
            else if (other.TryGetValue(key, out var changed))
            {
                result.Add(Node(index, Random.Next(3), [.. changed.DependsOn.Where(d => result.Exists(n => n.Key == d))]));
            }
        }
        return result;
    }

    public List<ManagedResource> Managed(IEnumerable<ResourceNode> nodes) => [.. nodes.Select(n => new ManagedResource
    {
        Node = n,
        ResourceId = "id:" + n.Key,
        Condition = Random.Next(8) switch { 0 => ResourceCondition.Uncertain, 1 => ResourceCondition.Broken, _ => ResourceCondition.Present },
    })];

    public static ResourceNode Node(int index, int variant, IReadOnlyList<string> dependsOn) => new()
    {
        Key = Key(index),
        DependsOn = dependsOn,
        Spec = (index % 4, index % 5) switch
        {
            (3, _) => new PathSpec { NfpId = string.Join('+', dependsOn), Points = [], BandwidthBps = variant },
            // Made anew when it is to shrink or to have another image, and so are those that would have to let go of it and cannot.
            (_, 3) => new StorageSpec { SizeGib = variant, ImageRef = string.Join('+', dependsOn) },
            _ => new NetworkSpec { Name = $"{variant} {string.Join('+', dependsOn)}" },
        },
    };

    private static string Key(int index) => index % 4 == 3 ? $"path/{index:00}" : $"storage/{index:00}";
}
