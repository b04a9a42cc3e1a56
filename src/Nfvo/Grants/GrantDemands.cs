using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>What a grant request asks the NFVI for, by the descriptor. Pure.</summary>
internal static class GrantDemands
{
    /// <summary>
    /// The line of a reservation that an operation books for a resource. The operation is part of it: a resource may go and come again under the same name before the
    /// end of the operation that removed it is booked.
    /// </summary>
    public static string LineKey(string occurrenceId, string definitionId) => $"{definitionId}@{occurrenceId}";

    /// <summary>The resource of a line.</summary>
    public static string DefinitionOf(string lineKey) => lineKey[..lineKey.LastIndexOf('@')];

    /// <summary>The resources to be added, in the terms of placement.</summary>
    public static IReadOnlyList<ResourceDemand> Of(GrantRequest request, DeploymentFlavour flavour)
    {
        var demands = new List<ResourceDemand>();
        foreach (var definition in request.AddResources ?? [])
        {
            if (AmountsOf(definition, flavour) is var amounts && amounts != default)
            {
                demands.Add(new ResourceDemand { Key = LineKey(request.VnfLcmOpOccId, definition.Id), Amounts = amounts });
            }
        }
        return demands;
    }

    /// <summary>
    /// The sizes that changed resources will have, by resource. What grows needs more from the beginning on, in the zone where it is; what shrinks is free when the operation is completed.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="flavour">What the VNF is to be made of.</param>
    /// <param name="held">What it holds.</param>
    public static IReadOnlyList<(string Id, ResourceAmounts Size, ResourceDemand? Growth)> Resizes(GrantRequest request, DeploymentFlavour flavour, IReadOnlyList<ReservationLine> held)
    {
        var there = held.GroupBy(l => DefinitionOf(l.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var resizes = new List<(string, ResourceAmounts, ResourceDemand?)>();
        foreach (var definition in request.UpdateResources ?? [])
        {
            var size = AmountsOf(definition, flavour);
            if (size == default || !there.TryGetValue(definition.Id, out var lines))
            {
                continue;
            }
            var now = lines.Aggregate(default(ResourceAmounts), (sum, l) => sum + l.Amounts);
            // Booked by an earlier version, which did not count it: its disk is in what the VIM reports as used, and is no growth. It is booked when the server is made anew.
            size = now.LocalDiskGiB == 0 ? size with { LocalDiskGiB = 0 } : size;
            if (now != size)
            {
                var growth = (size - now).AtLeastZero();
                resizes.Add((definition.Id, size, growth == default ? null : new ResourceDemand
                {
                    Key = LineKey(request.VnfLcmOpOccId, definition.Id),
                    Amounts = growth,
                    AllowedZones = [new ZoneRef(lines[0].VimId, lines[0].ZoneId)],
                }));
            }
        }
        return resizes;
    }

    /// <summary>
    /// The constraints of the request among what is to be added and what the VNF holds: its placement constraints (SOL003 §9.5.3.6), its VIM constraints (§9.5.3.7), and that all of a VNF is in one VIM.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="demands">What is to be added.</param>
    /// <param name="held">What the VNF holds and keeps, and the servers that the request names as they are in the VIM.</param>
    public static IReadOnlyList<AffinityGroup> Groups(GrantRequest request, IReadOnlyList<ResourceDemand> demands, IReadOnlyList<ReservationLine> held)
    {
        var known = demands.Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        known.UnionWith(held.Select(l => l.Key));
        IReadOnlyList<string> Members(IEnumerable<ConstraintResourceRef> references)
            => [.. references.Select(r => r.IdType == ConstraintResourceRefIdType.GRANT ? LineKey(request.VnfLcmOpOccId, r.ResourceId) : ServerPlaces.KeyOf(r.ResourceId)).Where(known.Contains)];
        var groups = (request.PlacementConstraints ?? []).Select((constraint, index) => new AffinityGroup
        {
            Id = $"constraint-{index}",
            Anti = constraint.AffinityOrAntiAffinity == AffinityOrAntiAffinity.ANTI_AFFINITY,
            Scope = constraint.Scope switch
            {
                PlacementScope.ZONE => AffinityScope.Zone,
                PlacementScope.ZONE_GROUP => AffinityScope.ZoneGroup,
                PlacementScope.NFVI_POP => AffinityScope.NfviPop,
                _ => AffinityScope.NfviNode,
            },
            Members = Members(constraint.Resource),
            FallbackBestEffort = constraint.FallbackBestEffort ?? false,
        }).Concat((request.VimConstraints ?? []).Select((constraint, index) => new AffinityGroup
        {
            Id = $"vim-constraint-{index}",
            Anti = false,
            Scope = AffinityScope.Vim,
            Members = Members(constraint.Resource),
        })).Where(g => g.Members.Count > 1);
        return [.. groups, new AffinityGroup { Id = "one-vim", Anti = false, Scope = AffinityScope.Vim, Members = [.. known] }];
    }

    private static ResourceAmounts AmountsOf(ResourceDefinition definition, DeploymentFlavour flavour) => definition.Type switch
    {
        ResourceDefinitionType.COMPUTE => flavour.FindVdu(definition.VduId ?? definition.ResourceTemplateId) is { } vdu ? Compute(vdu, flavour) : default,
        ResourceDefinitionType.STORAGE => Storage(flavour.StorageResources.FirstOrDefault(s => s.Id == definition.ResourceTemplateId)),
        _ => default,
    };

    private static ResourceAmounts Compute(Vdu vdu, DeploymentFlavour flavour)
    {
        var compute = vdu.Compute;
        var hugepages = compute.Hugepages.Count > 0;
        return new ResourceAmounts
        {
            Vcpus = compute.DedicatedCpus ? 0 : compute.NumVirtualCpu,
            PinnedCpus = compute.DedicatedCpus ? compute.NumVirtualCpu : 0,
            MemoryMiB = hugepages ? 0 : compute.VirtualMemSizeMiB,
            HugepagesMiB = hugepages ? compute.VirtualMemSizeMiB : 0,
            SriovVfs = flavour.InternalCps.Count(cp => cp.VduId == vdu.Id && cp.RequiresPciDevice),
            LocalDiskGiB = LocalDisk(vdu),
        };
    }

    /// <summary>
    /// What a server takes of the disk of its host. With an image of its own the first local disk is its root, and no smaller than the image needs; without one it boots from a volume, and all local disks are further ones.
    /// </summary>
    private static long LocalDisk(Vdu vdu)
    {
        var disks = vdu.Compute.LocalStorageBytes;
        var least = WholeGiB(vdu.SwImage?.MinDiskBytes ?? 0);
        return disks.Sum(WholeGiB) + Math.Max(0, least - (disks is [var root, ..] ? WholeGiB(root) : 0));
    }

    private static ResourceAmounts Storage(StorageResource? storage)
        => storage is null ? default : new ResourceAmounts { StorageGiB = Math.Max(1, WholeGiB(storage.SizeBytes)) };

    // The VIM sells whole GiB.
    private static long WholeGiB(long bytes) => (bytes >> 30) + ((bytes & ((1L << 30) - 1)) == 0 ? 0 : 1);
}
