using System.Globalization;
using NfvOrchestrator.Cli.Terminal;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Cli.Package;

/// <summary>A deployment flavour of a VNF as a tree.</summary>
internal static class VnfTree
{
    public static Node Of(DeploymentFlavour flavour, bool isDefault)
    {
        var root = new Node($"flavour {flavour.FlavourId}{(isDefault ? " (default)" : "")}");
        root.AddGroup("VDUs", Vdus(flavour));
        root.AddGroup("internal links", Links(flavour));
        root.AddGroup("external connection points", Node.Table([.. flavour.ExtCps.Select(c => (IReadOnlyList<string>)[c.CpdId, Via(flavour, c), string.Join(" ", c.LayerProtocols)])]));
        root.AddGroup("virtual addresses", Node.Table([.. flavour.VipCps.Select(v => (IReadOnlyList<string>)[v.Id, $"for {string.Join(", ", v.TargetCpIds)}", v.VirtualLinkId is null ? "" : $"on {v.VirtualLinkId}"])]));
        root.AddGroup("levels", Levels(flavour));
        root.AddGroup("scaling aspects", Node.Table([.. flavour.ScalingAspects.Select(a => Aspect(flavour, a))]));
        root.AddGroup("policies", Node.Aligned(Policies(flavour)));
        root.AddGroup("lifecycle scripts", Node.Table([.. flavour.LifecycleInterfaces.Where(o => o.Implementation is not null).Select(o => (IReadOnlyList<string>)[o.Operation, o.Implementation!])]));
        return root;
    }

    private static List<Node> Vdus(DeploymentFlavour flavour)
    {
        var storages = flavour.StorageResources.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var nodes = Node.Table([.. flavour.Vdus.Select(v => (IReadOnlyList<string>)
        [
            v.Id,
            v.MinNumberOfInstances == v.MaxNumberOfInstances ? Number(v.MinNumberOfInstances) + "×" : $"{v.MinNumberOfInstances}–{v.MaxNumberOfInstances}×",
            Number(v.Compute.NumVirtualCpu) + " vCPU",
            Units.MiB(v.Compute.VirtualMemSizeMiB),
            string.Join(", ", v.StorageIds.Select(id => storages.TryGetValue(id, out var s) ? $"{Units.Storage(s.SizeBytes)} {s.Kind}" : id)),
            (v.SwImage ?? v.StorageIds.Select(id => storages.GetValueOrDefault(id)?.SwImage).FirstOrDefault(i => i is not null)) is { } image ? $"{image.Name} {image.Version}".TrimEnd() : "",
            string.Join(", ", Needs(v)),
        ])]);
        foreach (var (vdu, node) in flavour.Vdus.Zip(nodes))
        {
            node.Children.AddRange(Node.Table([.. flavour.InternalCps.Where(c => c.VduId == vdu.Id).OrderBy(c => c.Order).Select(c => (IReadOnlyList<string>)[c.Id, Target(c), c.VnicType == "normal" ? "" : c.VnicType])]));
        }

        return nodes;
    }

    private static IEnumerable<string> Needs(Vdu vdu)
    {
        if (vdu.Compute.DedicatedCpus)
        {
            yield return "dedicated CPUs";
        }

        if (vdu.Compute.NumaEnabled)
        {
            yield return "NUMA";
        }

        foreach (var page in vdu.Compute.Hugepages)
        {
            yield return $"{Units.MiB(page.RequestedMiB)} in pages of {Units.Bytes(page.PageSizeKiB * 1024)}";
        }
    }

    private static string Target(VduCp cp) => cp.ExternalCpdId is not null ? $"external {cp.ExternalCpdId}" : cp.VirtualLinkId is not null ? $"on {cp.VirtualLinkId}" : "unconnected";

    private static string Via(DeploymentFlavour flavour, ExtCp cp) => cp.InternalVirtualLinkId is { } link
        ? $"on {link}"
        : string.Join(", ", flavour.InternalCps.Where(c => cp.VduCpIds.Contains(c.Id, StringComparer.Ordinal)).Select(c => c.VduId).Distinct(StringComparer.Ordinal)) is { Length: > 0 } vdus ? $"of {vdus}" : "";

    private static List<Node> Links(DeploymentFlavour flavour) => Node.Table([.. flavour.InternalVirtualLinks.Select(l => (IReadOnlyList<string>)
    [
        l.Id,
        string.Join(", ", flavour.InternalCps.Where(c => c.VirtualLinkId == l.Id).Select(c => c.Id)),
        l.MaxBitrate is { } rate ? $"≤ {Rate(rate)}" : "",
        string.Join(" ", l.LayerProtocols),
    ])]);

    private static List<Node> Levels(DeploymentFlavour flavour)
    {
        var vdus = flavour.Vdus.Where(v => flavour.InstantiationLevels.Any(l => l.InstancesByVdu.ContainsKey(v.Id))).ToList();
        return Node.Table([.. flavour.InstantiationLevels.Select(level => (IReadOnlyList<string>)
        [
            level.LevelId + (level.LevelId == flavour.DefaultInstantiationLevelId && flavour.InstantiationLevels.Count > 1 ? " (default)" : ""),
            .. vdus.Select(v => $"{level.InstancesByVdu.GetValueOrDefault(v.Id)} {v.Id}"),
            "=",
            Number(vdus.Sum(v => level.InstancesByVdu.GetValueOrDefault(v.Id) * v.Compute.NumVirtualCpu)) + " vCPU",
            Units.MiB(vdus.Sum(v => level.InstancesByVdu.GetValueOrDefault(v.Id) * v.Compute.VirtualMemSizeMiB)),
            string.Join(", ", level.ScaleLevelByAspect.Select(a => $"{a.Key} at {a.Value}")),
        ])]);
    }

    private static IReadOnlyList<string> Aspect(DeploymentFlavour flavour, ScalingAspect aspect) =>
    [
        aspect.AspectId,
        $"0–{aspect.MaxScaleLevel}",
        string.Join(", ", flavour.Vdus.Select(v => (v.Id, Added: aspect.InstancesAdded(v.Id, aspect.MaxScaleLevel))).Where(v => v.Added != 0).Select(v => $"up to +{v.Added} {v.Id}")),
    ];

    private static IEnumerable<Node> Policies(DeploymentFlavour flavour) =>
    [
        .. flavour.AffinityRules.Select(PolicyTree.Of),
        .. flavour.AutoScalePolicies.Select(PolicyTree.Of),
        .. flavour.SecurityGroupRules.Select(PolicyTree.Of),
        .. flavour.Indicators.Select(i => new Node(i.Id, "VNF indicator")),
    ];

    private static string Rate(LinkBitrate rate) => Units.Bits(rate.RootBitsPerSecond);

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
