using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>The plan of a VNF operation as the content of a grant request (SOL003 §9.5.2.2), and a grant applied to the target.</summary>
public static class GrantResources
{
    private const string Removal = "removed/";

    /// <summary>The id of the resource definition by which a resource is removed: another than that by which it is (perhaps in the same request) made again.</summary>
    public static string RemovalId(string resourceKey) => Removal + resourceKey;

    /// <summary>The key of the resource that a definition is about.</summary>
    public static string ResourceKeyOf(string resourceDefinitionId)
    {
        ArgumentNullException.ThrowIfNull(resourceDefinitionId);
        return resourceDefinitionId.StartsWith(Removal, StringComparison.Ordinal) ? resourceDefinitionId[Removal.Length..] : resourceDefinitionId;
    }

    /// <summary>
    /// The resource definitions and placement constraints of a plan. The id of a definition is the key of the resource; what is removed has an id of its own (<see cref="RemovalId"/>),
    /// so that a server that is healed is two definitions.
    /// </summary>
    public static GrantRequest Describe(GrantRequest head, Plan plan, IReadOnlyList<ManagedResource> current)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(plan);
        var known = current.ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        var byAction = plan.Steps.Where(s => s.Node.Spec is not (AffinityGroupSpec or SecurityGroupSpec or SnapshotSpec or GateSpec)).ToLookup(s => s.Action);
        // What is made and then given the rest of what it shall have is added once.
        var made = byAction[StepAction.Create].Select(s => s.Node.Key).ToHashSet(StringComparer.Ordinal);
        return head with
        {
            AddResources = Definitions(byAction[StepAction.Create]),
            RemoveResources = Definitions(byAction[StepAction.Delete])?.Select(d => d with { Id = RemovalId(d.Id) }).ToList(),
            UpdateResources = Definitions(byAction[StepAction.Update].Where(s => !made.Contains(s.Node.Key))),
            PlacementConstraints = Constraints(plan, known),
        };

        IReadOnlyList<ResourceDefinition>? Definitions(IEnumerable<PlanStep> steps)
        {
            var list = steps.Select(s => Definition(s.Node, known.GetValueOrDefault(s.Node.Key))).ToList();
            return list.Count == 0 ? null : list;
        }
    }

    /// <summary>Fills what the grant decided (zones, images, flavours) into the target. What is named by a flavour of the VIM gets exactly that one (SOL003 §9.5.2.3 vimAssets).</summary>
    /// <param name="target">The target.</param>
    /// <param name="grant">What was granted, with all VIM assets that are known.</param>
    /// <param name="renewed">Ids of VDUs whose servers get a new disk: their image is decided again.</param>
    public static ResourceGraph Place(ResourceGraph target, Grant grant, IReadOnlySet<string>? renewed = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(grant);
        var zones = (grant.Zones ?? []).DistinctBy(z => z.Id, StringComparer.Ordinal).ToDictionary(z => z.Id, z => z.ZoneId, StringComparer.Ordinal);
        var added = (grant.AddResources ?? []).Select(i => i.ResourceDefinitionId).ToHashSet(StringComparer.Ordinal);
        var infos = (grant.AddResources ?? []).Concat(grant.UpdateResources ?? []).DistinctBy(i => i.ResourceDefinitionId, StringComparer.Ordinal).ToDictionary(i => i.ResourceDefinitionId, StringComparer.Ordinal);
        var images = (grant.VimAssets?.SoftwareImages ?? []).ToLookup(i => i.VnfdSoftwareImageId, i => (i.VimConnectionId, i.VimSoftwareImageId), StringComparer.Ordinal);
        var flavours = (grant.VimAssets?.ComputeResourceFlavours ?? []).ToLookup(f => f.VnfdVirtualComputeDescId, f => (f.VimConnectionId, f.VimFlavourId), StringComparer.Ordinal);
        return new ResourceGraph([.. target.Nodes.Select(node => infos.TryGetValue(node.Key, out var info) ? node with { Spec = Placed(node, info) } : node)]);

        ResourceSpec Placed(ResourceNode node, GrantInfo info) => node.Spec switch
        {
            ComputeSpec compute => compute with
            {
                // Where a server is and what it booted from are decided once, when it is made: a grant for its change decides on its size alone.
                Placement = compute.Placement is { } placed
                    ? placed with
                    {
                        // What was found is for all that the VDU asks for now; a server of an earlier version, which asked for less and is left as it is, would be resized by it.
                        FlavourId = placed.FlavourId ?? (compute.Requirements is null or { FurtherDisksGib: [] } ? null : Asset(flavours, compute.VduId, info)),
                        ImageId = placed.ImageId ?? (renewed?.Contains(compute.VduId) == true ? Asset(images, compute.ImageRef, info) : null),
                    }
                    : new ComputePlacement(
                        info.ZoneId is null ? null : zones.GetValueOrDefault(info.ZoneId, info.ZoneId),
                        Asset(images, compute.ImageRef, info),
                        Asset(flavours, compute.VduId, info)),
            },
            StorageSpec volume when added.Contains(node.Key) => volume with { ImageId = volume.ImageId ?? Asset(images, volume.ImageRef, info) },
            var other => other,
        };
    }

    /// <summary>What something of the descriptor is in the VIM: the entry for the VIM connection that was granted, else one that names none.</summary>
    private static string? Asset(ILookup<string, (string? VimConnectionId, string Id)> assets, string? id, GrantInfo info)
        => id is null
            ? null
            : assets[id].Where(a => a.VimConnectionId is null || info.VimConnectionId is null || a.VimConnectionId == info.VimConnectionId)
                .OrderBy(a => a.VimConnectionId is null ? 1 : 0).Select(a => a.Id).FirstOrDefault();

    /// <summary>
    /// A target that keeps what was decided when a server was made (zone, image, flavour, first-boot data and its drive, name), so that only real changes become steps.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="current">What is there.</param>
    /// <param name="anew">Keys of servers that are made anew: everything about them is decided again.</param>
    /// <param name="redescribed">The target is made from another descriptor, or another flavour of it, than what is there.</param>
    public static ResourceGraph KeepPlacement(ResourceGraph target, IReadOnlyList<ManagedResource> current, IReadOnlySet<string>? anew = null, bool redescribed = false)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(current);
        var (rules, rulesNow) = (PlacementRules.Of(target.Nodes), PlacementRules.Of(current.Select(static r => r.Node)));
        var there = current.Where(r => r.Node.Spec is ComputeSpec or NetworkSpec or StorageSpec && r.Condition != ResourceCondition.Broken && anew?.Contains(r.Node.Key) != true)
            .ToDictionary(r => r.Node.Key, r => r.Node.Spec, StringComparer.Ordinal);
        return there.Count == 0
            ? target
            : new ResourceGraph([.. target.Nodes.Select(n => (n.Spec, there.GetValueOrDefault(n.Key)) switch
            {
                (ComputeSpec wanted, ComputeSpec server) => n with { Spec = Kept(PlacementRules.Kept(wanted, server, rules, rulesNow), server, redescribed) },
                (StorageSpec wanted, StorageSpec volume) => n with
                {
                    Spec = wanted with { SnapshotKey = volume.SnapshotKey, Incarnation = volume.Incarnation, MultiAttach = volume.MultiAttach, ImageId = wanted.ImageRef == volume.ImageRef ? volume.ImageId : null },
                },
                (NetworkSpec wanted, NetworkSpec network) => n with { Spec = wanted with { Name = network.Name } },
                _ => n,
            })]);
    }

    /// <summary>The target with new disks for the servers and volumes made from some VDUs and storages; those that are not there yet are new anyway.</summary>
    public static ResourceGraph Renew(ResourceGraph target, IReadOnlyList<ManagedResource> current, IReadOnlySet<string> ids)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(ids);
        var there = current.ToDictionary(r => r.Node.Key, r => r.Node.Spec, StringComparer.Ordinal);
        return ids.Count == 0
            ? target
            : new ResourceGraph([.. target.Nodes.Select(n => (n.Spec, there.GetValueOrDefault(n.Key)) switch
            {
                (ComputeSpec wanted, ComputeSpec server) when ids.Contains(wanted.VduId)
                    => n with
                    {
                        Spec = wanted with
                        {
                            Incarnation = server.Incarnation + 1,
                            UserData = wanted.UserData ?? server.UserData,
                            ConfigDrive = server.ConfigDrive,
                            // A new disk is no new size.
                            Requirements = wanted.HasSizeOf(server) ? server.Requirements : wanted.Requirements,
                            Placement = Sized(wanted.Placement ?? server.Placement, wanted, server) is { } placed ? placed with { ImageId = null } : null,
                        },
                    },
                (StorageSpec wanted, StorageSpec volume) when ids.Contains(n.Key.Split('/')[1])
                    => n with { Spec = wanted with { Incarnation = volume.Incarnation + 1, SnapshotKey = null, ImageId = null } },
                _ => n,
            })]);
    }

    /// <summary>Where a server is, with its flavour of the VIM as long as it keeps its size: another size is another flavour, which the grant or the VIM decides.</summary>
    private static ComputePlacement? Sized(ComputePlacement? placed, ComputeSpec wanted, ComputeSpec there) => placed is not null && !wanted.HasSizeOf(there) ? placed with { FlavourId = null } : placed;

    private static ComputeSpec Kept(ComputeSpec wanted, ComputeSpec there, bool redescribed)
    {
        if (wanted.ImageRef != there.ImageRef)
        {
            return wanted with { Name = there.Name };
        }
        if (there.Requirements is null && wanted.HasNumbersOf(there) && (!redescribed || wanted.AsksForNothing))
        {
            // An earlier version made it without these. It is not resized, which interrupts its service, because somebody scales: it gets them when it is made anew, or is to have another size.
            wanted = wanted with { Requirements = null };
        }
        else if (!redescribed && wanted.Requirements is { } asked)
        {
            // Likewise its further disks: an earlier version made servers without those that the descriptor has, and nothing but a new server gets them. None, where some are asked for, is not the same as nothing asked for.
            wanted = wanted with { Requirements = asked with { FurtherDisksGib = there.Requirements?.FurtherDisksGib ?? (asked.FurtherDisksGib is null ? null : []) } };
        }
        if (wanted.StorageKeys.ToHashSet(StringComparer.Ordinal).SetEquals(there.StorageKeys))
        {
            // The order of its disks, the boot disk among them, was decided when it was made.
            wanted = wanted with { StorageKeys = there.StorageKeys };
        }
        return wanted with
        {
            UserData = there.UserData,
            ConfigDrive = there.ConfigDrive,
            Name = there.Name,
            Incarnation = there.Incarnation,
            Placement = Sized(there.Placement, wanted, there),
        };
    }

    private static ResourceDefinition Definition(ResourceNode node, ManagedResource? existing)
    {
        var template = VnfInfoRenderer.DescriptorId(node);
        return new ResourceDefinition
        {
            Id = node.Key,
            Type = node.Spec switch
            {
                ComputeSpec => ResourceDefinitionType.COMPUTE,
                StorageSpec => ResourceDefinitionType.STORAGE,
                PortSpec => ResourceDefinitionType.LINKPORT,
                _ => ResourceDefinitionType.VL,
            },
            VduId = (node.Spec as ComputeSpec)?.VduId,
            ResourceTemplateId = node.Spec is PortSpec port ? port.CpdId : template,
            Resource = existing?.ResourceId is { } id
                ? new ResourceHandle { ResourceId = id }
                : null,
        };
    }

    private static List<PlacementConstraint>? Constraints(Plan plan, Dictionary<string, ManagedResource> known)
    {
        var computes = plan.Steps.Where(s => s.Action == StepAction.Create).Select(s => s.Node).Where(n => n.Spec is ComputeSpec).ToList();
        var groups = plan.Steps.Select(s => s.Node).Concat(known.Values.Select(r => r.Node)).Where(n => n.Spec is AffinityGroupSpec)
            .DistinctBy(n => n.Key).ToDictionary(n => n.Key, n => (AffinityGroupSpec)n.Spec, StringComparer.Ordinal);
        var leaving = plan.Steps.Where(s => s.Action == StepAction.Delete).Select(s => s.Node.Key).ToHashSet(StringComparer.Ordinal);
        var constraints = new List<PlacementConstraint>();
        foreach (var (key, group) in groups)
        {
            var members = computes.Where(n => ((ComputeSpec)n.Spec).RuleKeys.Contains(key, StringComparer.Ordinal))
                .Select(n => new ConstraintResourceRef { IdType = ConstraintResourceRefIdType.GRANT, ResourceId = n.Key })
                .Concat(known.Values.Where(r => !leaving.Contains(r.Node.Key) && r.Node.Spec is ComputeSpec c && c.RuleKeys.Contains(key, StringComparer.Ordinal) && r.ResourceId is not null)
                    .Select(r => new ConstraintResourceRef { IdType = ConstraintResourceRefIdType.RES_MGMT, ResourceId = r.ResourceId! }))
                .ToList();
            if (members.Count > 1 && members.Exists(m => m.IdType == ConstraintResourceRefIdType.GRANT))
            {
                constraints.Add(new PlacementConstraint
                {
                    AffinityOrAntiAffinity = group.Anti ? AffinityOrAntiAffinity.ANTI_AFFINITY : AffinityOrAntiAffinity.AFFINITY,
                    Scope = Enum.TryParse<PlacementScope>(group.Scope, out var scope) ? scope : PlacementScope.NFVI_NODE,
                    Resource = members,
                    FallbackBestEffort = group.BestEffort ? true : null,
                });
            }
        }
        return constraints.Count == 0 ? null : constraints;
    }
}
