using System.Text.Json;
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
        var change = ComponentChange.Of(input.Settings.Names, input.Flavour, flavour, prepared);
        var settings = Flavours.Apply(
            input.Settings with
            {
                Sizing = Sizing(input, flavour, prepared),
                ExternalLinks = Connectivity.Merge(Connectivity.Kept(Mapped(input.Settings.ExternalLinks, prepared), flavour), request.ExtVirtualLinks, flavour),
                ManagedLinks = Managed(request, input.Settings, flavour, prepared),
                Names = change.Names,
                FirstIndexes = change.FirstIndexes(input.Settings.FirstIndexes),
                AdditionalParams = Parameters(input.Settings.AdditionalParams, request.AdditionalParams),
            },
            vnfd.DescriptorId,
            flavour);
        Connectivity.Check(settings, flavour, mayBeGranted: true);
        var renewed = Renewed(input.Flavour, flavour, change);
        if (strategy.BlueGreen)
        {
            settings = settings with { FirstIndexes = Beside(input.Settings, settings, renewed, change) };
        }
        settings = Operating.Known(change.Followed(input.Settings, settings), vnfd);
        var moved = Attributes.Moved(now, vnfd);
        var instance = Attributes.Change(moved, vnfd, request.VnfConfigurableProperties, request.Extensions, request.VimConnectionInfo) ?? moved with { InstantiatedVnfInfo = null };
        // What a server needs to boot is found missing now, not in the middle.
        _ = UserData.Of(settings, instance, vnfd);
        return new VnfIntent
        {
            Settings = settings,
            Instance = instance,
            Descriptor = vnfd,
            Prepared = prepared,
            RenewedDisks = renewed,
            Wishes = new PlanWishes
            {
                Units = Units(input, settings, flavour, change),
                BatchSize = strategy.BatchSize,
                SoakSeconds = strategy.SoakSeconds,
                Handover = strategy.BlueGreen,
            },
        };
    }

    /// <summary>The policy that prepares this change, in the VNFD of before or in that of afterwards; null: there is none, and components are the same by their ids.</summary>
    private static VnfPackageChange? Prepared(VnfOperationInput input, VnfDescriptor vnfd)
    {
        var prepared = input.Flavour.PackageChanges.Concat(vnfd.Flavours.SelectMany(f => f.PackageChanges))
            .FirstOrDefault(c => c.Covers(input.Descriptor.DescriptorId, input.Settings.FlavourId, vnfd.DescriptorId));
        // IFA011 §7.1.15.2: UP leads to a newer version, DOWN to an older one. A policy that says the opposite of the descriptors is not to be trusted with the rest either.
        var direction = prepared is null ? 0 : VersionOrder.Compare((input.Descriptor.SoftwareVersion, input.Descriptor.DescriptorVersion), (vnfd.SoftwareVersion, vnfd.DescriptorVersion));
        return direction != 0 && direction > 0 == (prepared!.ModificationQualifier == "UP")
            ? throw Unfit.Request(
                $"The policy '{prepared.Id}' prepares the change from '{input.Descriptor.DescriptorId}' (software {input.Descriptor.SoftwareVersion}, descriptor {input.Descriptor.DescriptorVersion}) to '{vnfd.DescriptorId}' (software {vnfd.SoftwareVersion}, descriptor {vnfd.DescriptorVersion}) as modificationQualifier {prepared.ModificationQualifier}, "
                + $"but that is the way to {(direction > 0 ? "an older" : "a newer")} version. Correct the VNFD and onboard it again.")
            : prepared;
    }

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

    /// <summary>VDUs (by id) and storages (by name in keys) that both packages have, with different software, or with the same under another id.</summary>
    private static HashSet<string> Renewed(DeploymentFlavour before, DeploymentFlavour after, ComponentChange change)
    {
        var disks = before.Vdus.ToDictionary(v => v.Id, v => v.SwImage, StringComparer.Ordinal);
        var volumes = before.StorageResources.ToDictionary(s => s.Id, s => s.SwImage, StringComparer.Ordinal);
        return
        [
            .. after.Vdus.Where(v => Differs(disks.GetValueOrDefault(change.Source(ComponentNames.Servers, v.Id)), v.SwImage)).Select(v => v.Id),
            .. after.StorageResources.Where(s => Differs(volumes.GetValueOrDefault(change.Source(ComponentNames.Volumes, s.Id)), s.SwImage))
                .Select(s => ComponentNames.Of(change.Names, ComponentNames.Volumes, s.Id)),
        ];

        static bool Differs(SwImage? old, SwImage? now) => old is not null && now is not null && (!IsSame(old, now) || old.Id != now.Id);
    }

    /// <summary>The content decides where both tell its checksum; else name and version.</summary>
    private static bool IsSame(SwImage left, SwImage right) => left.ChecksumHash is { } one && right.ChecksumHash is { } other
        ? string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        : left.Name == right.Name && left.Version == right.Version && left.Uri == right.Uri;

    /// <summary>Numbers for the new VNFCs that none of the old ones has.</summary>
    private static Dictionary<string, int> Beside(VnfSettings before, VnfSettings after, HashSet<string> renewed, ComponentChange change)
    {
        var firsts = new Dictionary<string, int>(after.FirstIndexes, StringComparer.Ordinal);
        foreach (var (vdu, count) in after.Sizing.VnfcCounts.Where(c => renewed.Contains(c.Key)))
        {
            var source = change.Source(ComponentNames.Servers, vdu);
            var first = before.FirstIndexes.GetValueOrDefault(source);
            firsts[vdu] = count <= first ? 0 : first + before.Sizing.VnfcCounts.GetValueOrDefault(source);
        }
        return firsts;
    }

    /// <summary>VDU by VDU in the order of the new descriptor: new ones are up before old ones change, those that go are last.</summary>
    private static IReadOnlyList<IReadOnlyList<string>> Units(VnfOperationInput input, VnfSettings after, DeploymentFlavour flavour, ComponentChange change)
    {
        var before = input.Settings;
        var there = Operating.VnfcIds(input.Record).ToHashSet(StringComparer.Ordinal);
        int Count(string vdu) => before.Sizing.VnfcCounts.GetValueOrDefault(change.Source(ComponentNames.Servers, vdu));
        var vdus = flavour.Vdus.Select(v => v.Id).OrderBy(v => Count(v) > 0 ? 1 : 0).ToList();
        var units = new List<IReadOnlyList<string>>();
        foreach (var vdu in vdus)
        {
            var name = ComponentNames.Of(after.Names, ComponentNames.Servers, vdu);
            var slots = Math.Max(Count(vdu), after.Sizing.VnfcCounts.GetValueOrDefault(vdu));
            for (var slot = 0; slot < slots; slot++)
            {
                units.Add([.. new[] { before.FirstIndexes.GetValueOrDefault(change.Source(ComponentNames.Servers, vdu)) + slot, after.FirstIndexes.GetValueOrDefault(vdu) + slot }.Distinct().Select(i => $"compute/{name}/{i}")]);
            }
        }
        var named = units.SelectMany(u => u).ToHashSet(StringComparer.Ordinal);
        units.AddRange(there.Where(k => !named.Contains(k)).Order(StringComparer.Ordinal).Select(k => (IReadOnlyList<string>)[k]));
        return units;
    }

    /// <summary>Parameters of the change join those of the instantiation; how the change is to be done is not for the VNF.</summary>
    private static IReadOnlyDictionary<string, JsonElement>? Parameters(IReadOnlyDictionary<string, JsonElement>? now, IReadOnlyDictionary<string, JsonElement>? given)
    {
        var own = (given ?? new Dictionary<string, JsonElement>()).Where(p => !PackageChangeStrategy.Parameters.Contains(p.Key)).ToList();
        if (own.Count == 0)
        {
            return now;
        }
        var all = new Dictionary<string, JsonElement>(now ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal);
        own.ForEach(p => all[p.Key] = p.Value);
        return all;
    }
}
