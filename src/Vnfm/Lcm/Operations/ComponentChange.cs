using System.Text.Json;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>
/// Which component of one flavour is which of another (SOL001 VnfPackageChangeComponentMapping, else the same ids), and the names in resource keys that follow from it: what is the same
/// component keeps its resources, whatever its id is now. Pure.
/// </summary>
/// <param name="Names">Names in keys after the change (<see cref="ComponentNames"/>).</param>
/// <param name="Sources">Components that had another id before: <c>kind/id</c> → id before.</param>
internal sealed record ComponentChange(IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Sources)
{
    /// <summary>Finds it.</summary>
    public static ComponentChange Of(IReadOnlyDictionary<string, string> now, DeploymentFlavour before, DeploymentFlavour after, VnfPackageChange? prepared)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (kind, type) in (ReadOnlySpan<(string, string)>)[(ComponentNames.Servers, "VDU"), (ComponentNames.Volumes, "VIRTUAL_STORAGE"), (ComponentNames.Networks, "VIRTUAL_LINK"), (ComponentNames.Ports, "CP")])
        {
            var old = Ids(before, kind);
            var mapped = (prepared?.ComponentMappings ?? [])
                .Where(m => m.ComponentType.Equals(type, StringComparison.OrdinalIgnoreCase) && old.Contains(m.SourceId) && Ids(after, kind).Contains(m.DestinationId))
                .DistinctBy(m => m.DestinationId, StringComparer.Ordinal).DistinctBy(m => m.SourceId, StringComparer.Ordinal)
                .ToDictionary(m => m.DestinationId, m => m.SourceId, StringComparer.Ordinal);
            var used = new HashSet<string>(StringComparer.Ordinal);
            // Those that live on have the first choice; a new one whose id is the name of another gets a name beside it.
            foreach (var id in Ids(after, kind).OrderBy(i => mapped.ContainsKey(i) ? 0 : old.Contains(i) && !mapped.ContainsValue(i) ? 1 : 2))
            {
                var source = mapped.GetValueOrDefault(id) ?? (old.Contains(id) && !mapped.ContainsValue(id) ? id : null);
                if (source != id)
                {
                    sources[$"{kind}/{id}"] = source ?? "";
                }
                var wanted = source is null ? id : ComponentNames.Of(now, kind, source);
                var name = wanted;
                for (var number = 2; !used.Add(name); number++)
                {
                    name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}.{number}");
                }
                if (name != id)
                {
                    names[$"{kind}/{id}"] = name;
                }
            }
        }
        return new ComponentChange(names, sources);
    }

    /// <summary>The names that another flavour of the same descriptor can have as well: none that is the id of another component there.</summary>
    public static IReadOnlyDictionary<string, string> Fitting(IReadOnlyDictionary<string, string> names, DeploymentFlavour flavour)
        => names.Where(n => n.Key.Split('/', 2) is [var kind, var id] && Ids(flavour, kind) is var ids && ids.Contains(id) && (!ids.Contains(n.Value) || names.ContainsKey($"{kind}/{n.Value}")))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>The id a component had before; empty when it is new.</summary>
    public string Source(string kind, string id) => Sources.GetValueOrDefault($"{kind}/{id}") ?? id;

    /// <summary>Numbers of first VNFCs under the ids of afterwards.</summary>
    public IReadOnlyDictionary<string, int> FirstIndexes(IReadOnlyDictionary<string, int> before)
    {
        var moved = Sources.Where(s => s.Key.StartsWith(ComponentNames.Servers + "/", StringComparison.Ordinal)).ToDictionary(s => s.Key[(ComponentNames.Servers.Length + 1)..], s => s.Value, StringComparer.Ordinal);
        var firsts = before.Where(b => !moved.ContainsKey(b.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (id, source) in moved.Where(m => before.ContainsKey(m.Value)))
        {
            firsts[id] = before[source];
        }
        return firsts;
    }

    /// <summary>What was said of single VNFCs (stopped, configured) is said of those that take their places.</summary>
    public VnfSettings Followed(VnfSettings before, VnfSettings after)
    {
        string Place(string vnfc)
        {
            if (vnfc.Split('/') is not [var kind, var name, var number] || !int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var index))
            {
                return vnfc;
            }
            var slot = index - before.FirstIndexes.GetValueOrDefault(ComponentNames.IdOf(before.Names, kind, name));
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}/{name}/{after.FirstIndexes.GetValueOrDefault(ComponentNames.IdOf(after.Names, kind, name)) + slot}");
        }
        return before.StoppedVnfcs.Count == 0 && before.VnfcProperties.Count == 0
            ? after
            : after with
            {
                StoppedVnfcs = [.. before.StoppedVnfcs.Select(Place)],
                VnfcProperties = before.VnfcProperties.ToDictionary(p => Place(p.Key), p => p.Value, StringComparer.Ordinal),
            };
    }

    private static HashSet<string> Ids(DeploymentFlavour flavour, string kind) => (kind switch
    {
        ComponentNames.Servers => flavour.Vdus.Select(static v => v.Id),
        ComponentNames.Volumes => flavour.StorageResources.Select(static s => s.Id),
        ComponentNames.Networks => flavour.InternalVirtualLinks.Select(static l => l.Id),
        _ => flavour.InternalCps.Select(static c => c.Id),
    }).ToHashSet(StringComparer.Ordinal);
}
