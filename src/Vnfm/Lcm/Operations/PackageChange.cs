using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>
/// Change current VNF package (SOL003 §5.4.11a): the target state is made from the other descriptor. What both have stays and is changed where it differs; VNFCs whose software image
/// differs get a new disk. The VNFD may prepare the change (VnfPackageChange, SOL001 §6.10.14): the flavour to go to, and which component takes the place of which.
/// </summary>
internal static class PackageChange
{
    public static VnfIntent Intend(ChangeCurrentVnfPkgRequest request, VnfOperationInput input)
    {
        var now = input.Record.Resource;
        var vnfd = input.NewDescriptor ?? throw new InvalidOperationException("A change of package needs the descriptor of the other package.");
        if (vnfd.DescriptorId == now.VnfdId)
        {
            throw Unfit.Request($"The VNF instance '{now.Id}' is of the VNFD '{now.VnfdId}' already; name the VNFD of another package.");
        }
        if (vnfd.ProductName != now.VnfProductName || vnfd.Provider != now.VnfProvider)
        {
            throw Unfit.Request($"The VNFD '{vnfd.DescriptorId}' is of '{vnfd.ProductName}' by '{vnfd.Provider}', the instance of '{now.VnfProductName}' by '{now.VnfProvider}'; only another version of the same VNF can take its place.");
        }
        var prepared = Prepared(input, vnfd);
        var flavour = Flavour(input, vnfd, prepared);
        var strategy = PackageChangeStrategy.Read(request.AdditionalParams);
        var settings = Flavours.Apply(
            input.Settings with
            {
                Sizing = Sizing(input, flavour, prepared),
                ExternalLinks = Connectivity.Merge(Connectivity.Kept(Mapped(input.Settings.ExternalLinks, prepared), flavour), request.ExtVirtualLinks, flavour),
                ManagedLinks = Managed(request, input.Settings, flavour, prepared),
            },
            vnfd.DescriptorId,
            flavour);
        Connectivity.Check(settings, flavour);
        var renewed = Renewed(input.Flavour, flavour);
        if (strategy.BlueGreen)
        {
            settings = settings with { FirstIndexes = Beside(input.Settings, settings, renewed) };
        }
        settings = Operating.Known(settings, vnfd);
        var moved = Attributes.Moved(now, vnfd);
        return new VnfIntent
        {
            Settings = settings,
            Instance = Attributes.Change(moved, vnfd, request.VnfConfigurableProperties, request.Extensions, request.VimConnectionInfo) ?? moved with { InstantiatedVnfInfo = null },
            Descriptor = vnfd,
            RenewedDisks = renewed,
            Wishes = new PlanWishes
            {
                Units = Units(input, settings, flavour),
                BatchSize = strategy.BatchSize,
                SoakSeconds = strategy.SoakSeconds,
                Handover = strategy.BlueGreen,
            },
        };
    }

    /// <summary>The policy that prepares this change, in the VNFD of before or in that of afterwards; null: there is none, and components are the same by their ids.</summary>
    private static VnfPackageChange? Prepared(VnfOperationInput input, VnfDescriptor vnfd)
        => input.Flavour.PackageChanges.Concat(vnfd.Flavours.SelectMany(f => f.PackageChanges))
            .FirstOrDefault(c => c.Covers(input.Descriptor.DescriptorId, input.Settings.FlavourId, vnfd.DescriptorId));

    private static DeploymentFlavour Flavour(VnfOperationInput input, VnfDescriptor vnfd, VnfPackageChange? prepared)
        => vnfd.FindFlavour(prepared?.DestinationFlavourId ?? input.Settings.FlavourId)
            ?? throw Unfit.Request(prepared is null
                ? $"The VNFD '{vnfd.DescriptorId}' has no deployment flavour '{input.Settings.FlavourId}', and no VnfPackageChange policy says which of {Unfit.List(vnfd.Flavours.Select(f => f.FlavourId))} takes its place. Change to a flavour that both have first."
                : $"The policy '{prepared.Id}' leads to the flavour '{prepared.DestinationFlavourId}', which the VNFD '{vnfd.DescriptorId}' does not have; it has: {Unfit.List(vnfd.Flavours.Select(f => f.FlavourId))}.");

    /// <summary>The same instantiation level where the instance is at one that both have; else the same scale levels.</summary>
    private static VnfSizing Sizing(VnfOperationInput input, DeploymentFlavour flavour, VnfPackageChange? prepared)
    {
        var now = input.Settings.Sizing;
        foreach (var level in input.Flavour.InstantiationLevels)
        {
            var size = VnfSizing.AtLevel(input.Flavour, level);
            if (Same(size.VnfcCounts, now.VnfcCounts) && Same(size.ScaleLevels, now.ScaleLevels)
                && flavour.FindLevel(prepared?.DestinationOf("INSTANTIATION_LEVEL", level.LevelId) ?? level.LevelId) is { } same)
            {
                return VnfSizing.AtLevel(flavour, same);
            }
        }
        var levels = flavour.ScalingAspects.ToDictionary(a => a.AspectId, _ => 0, StringComparer.Ordinal);
        foreach (var (aspectId, level) in now.ScaleLevels)
        {
            var mapped = prepared?.DestinationOf("SCALING_ASPECT", aspectId) ?? aspectId;
            if (flavour.FindAspect(mapped) is not { } aspect)
            {
                continue;
            }
            levels[mapped] = level <= aspect.MaxScaleLevel
                ? level
                : throw Unfit.Request($"Aspect '{aspectId}' is at level {level}; aspect '{mapped}' of the new package has at most {aspect.MaxScaleLevel}. Scale in first.");
        }
        return VnfSizing.AtScaleLevels(flavour, levels);
    }

    private static bool Same(IReadOnlyDictionary<string, int> left, IReadOnlyDictionary<string, int> right)
        => left.Where(l => l.Value != 0).ToHashSet().SetEquals(right.Where(r => r.Value != 0));

    private static IReadOnlyList<ExternalLink> Mapped(IReadOnlyList<ExternalLink> links, VnfPackageChange? prepared)
        => prepared is null ? links : [.. links.Select(l => l with { ExtCps = [.. l.ExtCps.Select(c => c with { CpdId = prepared.DestinationOf("CP", c.CpdId) })] })];

    private static List<ExtManagedVirtualLinkData> Managed(ChangeCurrentVnfPkgRequest request, VnfSettings now, DeploymentFlavour flavour, VnfPackageChange? prepared)
    {
        var given = request.ExtManagedVirtualLinks ?? [];
        return
        [
            .. now.ManagedLinks.Select(m => prepared is null ? m : m with { VnfVirtualLinkDescId = prepared.DestinationOf("VIRTUAL_LINK", m.VnfVirtualLinkDescId) })
                .Where(m => flavour.InternalVirtualLinks.Any(l => l.Id == m.VnfVirtualLinkDescId) && given.All(g => g.VnfVirtualLinkDescId != m.VnfVirtualLinkDescId)),
            .. given,
        ];
    }

    /// <summary>Ids of VDUs and storages that both packages have, with different software.</summary>
    private static HashSet<string> Renewed(DeploymentFlavour before, DeploymentFlavour after)
    {
        var old = before.Vdus.Select(v => (v.Id, v.SwImage)).Concat(before.StorageResources.Select(s => (s.Id, s.SwImage)))
            .Where(i => i.SwImage is not null).ToLookup(i => i.Id, i => i.SwImage!, StringComparer.Ordinal);
        return after.Vdus.Select(v => (v.Id, v.SwImage)).Concat(after.StorageResources.Select(s => (s.Id, s.SwImage)))
            .Where(i => i.SwImage is { } image && old[i.Id].Any(o => !IsSame(o, image))).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The content decides where both tell its checksum; else name and version.</summary>
    private static bool IsSame(SwImage left, SwImage right) => left.ChecksumHash is { } one && right.ChecksumHash is { } other
        ? string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        : left.Name == right.Name && left.Version == right.Version && left.Uri == right.Uri;

    /// <summary>Numbers for the new VNFCs that none of the old ones has.</summary>
    private static Dictionary<string, int> Beside(VnfSettings before, VnfSettings after, HashSet<string> renewed)
    {
        var firsts = new Dictionary<string, int>(before.FirstIndexes, StringComparer.Ordinal);
        foreach (var (vdu, count) in after.Sizing.VnfcCounts.Where(c => renewed.Contains(c.Key)))
        {
            var first = before.FirstIndexes.GetValueOrDefault(vdu);
            firsts[vdu] = count <= first ? 0 : first + before.Sizing.VnfcCounts.GetValueOrDefault(vdu);
        }
        return firsts;
    }

    /// <summary>VDU by VDU in the order of the new descriptor: new ones are up before old ones change, those that go are last.</summary>
    private static IReadOnlyList<IReadOnlyList<string>> Units(VnfOperationInput input, VnfSettings after, DeploymentFlavour flavour)
    {
        var before = input.Settings;
        var there = Operating.VnfcIds(input.Record).ToHashSet(StringComparer.Ordinal);
        var vdus = flavour.Vdus.Select(v => v.Id).OrderBy(v => before.Sizing.VnfcCounts.GetValueOrDefault(v) > 0 ? 1 : 0).ToList();
        var units = new List<IReadOnlyList<string>>();
        foreach (var vdu in vdus)
        {
            var slots = Math.Max(before.Sizing.VnfcCounts.GetValueOrDefault(vdu), after.Sizing.VnfcCounts.GetValueOrDefault(vdu));
            for (var slot = 0; slot < slots; slot++)
            {
                units.Add([.. new[] { before.FirstIndexes.GetValueOrDefault(vdu) + slot, after.FirstIndexes.GetValueOrDefault(vdu) + slot }.Distinct().Select(i => $"compute/{vdu}/{i}")]);
            }
        }
        var named = units.SelectMany(u => u).ToHashSet(StringComparer.Ordinal);
        units.AddRange(there.Where(k => !named.Contains(k)).Order(StringComparer.Ordinal).Select(k => (IReadOnlyList<string>)[k]));
        return units;
    }
}
