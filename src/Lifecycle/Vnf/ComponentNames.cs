using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>
/// Names of components in the keys of resources. They are the ids of the descriptor, until a change of package says that a component takes the place of one that had another id
/// (SOL001 VnfPackageChangeComponentMapping): its resources live on under the keys they have. Pure; entries are <c>kind/id</c> → name, kinds as in keys.
/// </summary>
public static class ComponentNames
{
    /// <summary>Servers (VDUs).</summary>
    public const string Servers = "compute";

    /// <summary>Volumes (virtual storages).</summary>
    public const string Volumes = "storage";

    /// <summary>Internal virtual links.</summary>
    public const string Networks = "network";

    /// <summary>Ports (internal connection points).</summary>
    public const string Ports = "port";

    /// <summary>The name of a component in keys.</summary>
    public static string Of(IReadOnlyDictionary<string, string> names, string kind, string id)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.GetValueOrDefault($"{kind}/{id}") ?? id;
    }

    /// <summary>The id of the component that has a name in keys.</summary>
    public static string IdOf(IReadOnlyDictionary<string, string> names, string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Where(n => n.Value == name && n.Key.StartsWith(kind + "/", StringComparison.Ordinal)).Select(n => n.Key[(kind.Length + 1)..]).FirstOrDefault() ?? name;
    }

    /// <summary>The graph with the names instead of the ids; specs that cannot tell their component otherwise get its id.</summary>
    public static ResourceGraph Apply(ResourceGraph graph, IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(names);
        return names.Count == 0
            ? graph
            : new ResourceGraph([.. graph.Nodes.Select(n => new ResourceNode { Key = Key(n.Key), DependsOn = [.. n.DependsOn.Select(Key)], Spec = Spec(n) })]);

        string Key(string key)
        {
            var parts = key.Split('/');
            parts[1] = Of(names, parts[0], parts[1]);
            if (parts is [Volumes, _, _, ..])
            {
                parts[2] = Of(names, Servers, parts[2]);
            }
            return string.Join('/', parts);
        }

        ResourceSpec Spec(ResourceNode node)
        {
            var id = node.Key.Split('/')[1];
            return node.Spec switch
            {
                ComputeSpec server => server with
                {
                    PortKeys = [.. server.PortKeys.Select(Key)],
                    StorageKeys = [.. server.StorageKeys.Select(Key)],
                    ProvidedPorts = server.ProvidedPorts?.ToDictionary(p => Key(p.Key), p => p.Value, StringComparer.Ordinal),
                },
                PortSpec port => port with
                {
                    NetworkKey = port.NetworkKey is { } network ? Key(network) : null,
                    SubPorts = port.SubPorts is { } carried ? [.. carried.Select(c => c with { PortKey = Key(c.PortKey) })] : null,
                    Vips = port.Vips is { } vips ? [.. vips.Select(v => v.PortKey is { } reserved ? v with { PortKey = Key(reserved) } : v)] : null,
                },
                StorageSpec volume when Of(names, Volumes, id) != id => volume with { DescriptorId = id },
                NetworkSpec network when Of(names, Networks, id) != id => network with { DescriptorId = id },
                var same => same,
            };
        }
    }
}
