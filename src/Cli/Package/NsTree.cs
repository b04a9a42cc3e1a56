using System.Globalization;
using NfvOrchestrator.Cli.Terminal;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Cli.Package;

/// <summary>A deployment flavour of a network service as a tree.</summary>
internal static class NsTree
{
    public static Node Of(NsDeploymentFlavour flavour, bool isDefault)
    {
        var root = new Node($"flavour {flavour.FlavourId}{(isDefault ? " (default)" : "")}");
        root.AddGroup("VNFs", Profiles(
            flavour.VnfProfiles.Select(p => (Row(p.ProfileId, p.MinNumberOfInstances, p.MaxNumberOfInstances, p.FlavourId, p.InstantiationLevel, $"vnfd {p.VnfdId}"), p.VirtualLinkConnectivity))));
        root.AddGroup("nested services", Profiles(
            flavour.NestedNsProfiles.Select(p => (Row(p.ProfileId, p.MinNumberOfInstances, p.MaxNumberOfInstances, p.FlavourId, p.InstantiationLevel, $"nsd {p.NsdId}"), p.VirtualLinkConnectivity))));
        root.AddGroup("PNFs", Profiles(flavour.PnfProfiles.Select(p => ((IReadOnlyList<string>)[p.ProfileId, $"pnfd {p.PnfdId}"], p.VirtualLinkConnectivity))));
        root.AddGroup("virtual links", Node.Table([.. flavour.VirtualLinks.Select(l => Link(flavour, l))]));
        root.AddGroup("service access points", Node.Table([.. flavour.Saps.Select(s => (IReadOnlyList<string>)[s.SapdId, s.VirtualLinkId is null ? "unconnected" : $"on {s.VirtualLinkId}"])]));
        foreach (var graph in flavour.Vnffgs)
        {
            root.AddGroup($"forwarding graph {graph.Id}", Node.Table([.. graph.Nfps.Select(Path)]));
        }

        root.AddGroup("levels", Node.Table([.. flavour.InstantiationLevels.Select(l => (IReadOnlyList<string>)
        [
            l.LevelId + (l.LevelId == flavour.DefaultInstantiationLevelId && flavour.InstantiationLevels.Count > 1 ? " (default)" : ""),
            Counts(l.InstancesByProfile),
        ])]));
        root.AddGroup("scaling aspects", flavour.ScalingAspects.Select(Aspect));
        root.AddGroup("start order", Node.Aligned(flavour.Dependencies.GroupBy(d => d.ProfileId, StringComparer.Ordinal).Select(d => new Node(d.Key, $"after {string.Join(", ", d.Select(x => x.DependsOnProfileId))}"))));
        root.AddGroup("policies", Node.Aligned(
        [
            .. flavour.AffinityRules.Select(PolicyTree.Of),
            .. flavour.AutoScalePolicies.Select(PolicyTree.Of),
            .. flavour.SecurityGroupRules.Select(PolicyTree.Of),
        ]));
        return root;
    }

    private static IReadOnlyList<string> Row(string id, int min, int max, string? flavour, string? level, string descriptor) =>
    [
        id,
        min == max ? $"{min}×" : $"{min}–{max}×",
        flavour is null ? "" : level is null ? flavour : $"{flavour}/{level}",
        descriptor,
    ];

    private static List<Node> Profiles(IEnumerable<(IReadOnlyList<string> Row, IReadOnlyList<VirtualLinkConnectivity> Links)> profiles)
    {
        var list = profiles.ToList();
        var nodes = Node.Table(list.ConvertAll(p => p.Row));
        return [.. nodes.Zip(list, (node, profile) => profile.Links.Count == 0 ? node : node with
        {
            Detail = $"{node.Detail}  {string.Join(", ", profile.Links.Select(l => $"{string.Join("+", l.ExtCpdIds)} → {l.NsVirtualLinkProfileId}"))}",
        })];
    }

    private static IReadOnlyList<string> Link(NsDeploymentFlavour flavour, NsVirtualLink link) =>
    [
        link.Id,
        string.Join(", ", flavour.VnfProfiles.Where(p => p.VirtualLinkConnectivity.Any(c => c.NsVirtualLinkProfileId == link.Id)).Select(p => p.ProfileId)),
        string.Join(", ", Qualities(link)),
    ];

    private static IEnumerable<string> Qualities(NsVirtualLink link)
    {
        if (link.MaxBitrate?.RootBitsPerSecond is { } rate)
        {
            yield return $"≤ {Units.Bits(rate)}";
        }

        if (link.Qos?.LatencyMilliseconds is { } latency)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"≤ {latency:0.###} ms");
        }
    }

    private static IReadOnlyList<string> Path(Nfp path)
    {
        var hops = path.Positions.SelectMany(p => p.Elements.Take(1)).Select(e => e.Ingress == e.Egress ? Endpoint(e.Ingress) : $"{Endpoint(e.Ingress)}→{e.Egress.CpdId ?? e.Egress.SapdId}");
        var limits = new List<string>();
        if (path.Rule is { } rule)
        {
            limits.Add("for " + string.Join(" ", new[] { rule.Protocol, rule.SourceIpAddressPrefix, rule.DestinationIpAddressPrefix is { } to ? "to " + to : null }.Where(t => t is not null)));
        }

        if (path.MaxLatencyMilliseconds is { } latency)
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"≤ {latency:0.###} ms"));
        }

        if (path.BandwidthBitsPerSecond is { } bandwidth)
        {
            limits.Add(Units.Bits(bandwidth));
        }

        return [path.Id, string.Join(" ⇒ ", hops), string.Join(", ", limits)];
    }

    private static string Endpoint(NfpEndpoint endpoint) => endpoint.SapdId ?? $"{endpoint.VnfProfileId}.{endpoint.CpdId}";

    private static Node Aspect(NsScalingAspect aspect)
    {
        var node = new Node(aspect.AspectId, $"0–{Math.Max(0, aspect.Levels.Count - 1)}");
        node.Children.AddRange(aspect.Levels.Select((level, i) => new Node(i.ToString(CultureInfo.InvariantCulture), Counts(level))));
        return node;
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value} {c.Key}"));
}
