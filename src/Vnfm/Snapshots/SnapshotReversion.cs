using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>
/// Revert to VNF snapshot (SOL003 §5.4.22, SOL002): the resources of then, with disks and volumes made from the snapshot. VNFCs that were added since go, those that
/// were removed come back. One VNFC can be reverted for itself; then everything else stays as it is.
/// </summary>
internal static class SnapshotReversion
{
    public static VnfIntent Intend(RevertToVnfSnapshotRequest request, VnfOperationInput input)
    {
        var snapshot = input.Snapshot!;
        var content = snapshot.Content
            ?? throw Unfit.State($"The VNF snapshot '{snapshot.Resource.Id}' was not taken yet: there is nothing to revert to. Take it with create_snapshot first.");
        if (content.VnfInstanceId != input.Record.Resource.Id)
        {
            throw Unfit.State($"The VNF snapshot '{snapshot.Resource.Id}' is of the VNF instance '{content.VnfInstanceId}'; '{input.Record.Resource.Id}' can only be reverted to its own.");
        }
        if (content.VimConnectionId != input.Settings.VimConnectionId)
        {
            throw Unfit.State($"The VNF snapshot '{snapshot.Resource.Id}' lives in the VIM '{content.VimConnectionId}', the VNF instance in '{input.Settings.VimConnectionId}'.");
        }
        if (snapshot.Resource.VnfSnapshot!.VnfdId != input.Record.Resource.VnfdId)
        {
            throw Unfit.State($"The VNF snapshot '{snapshot.Resource.Id}' was taken when the VNF instance was of the VNFD '{snapshot.Resource.VnfSnapshot.VnfdId}'; it is of '{input.Record.Resource.VnfdId}' now. Change the package back (change_vnfpkg), then revert.");
        }
        var now = input.Record.Resources.Where(r => r.Node.Spec is not SnapshotSpec).ToDictionary(r => r.Node.Key, StringComparer.Ordinal);
        var taken = content.Snapshots.ToDictionary(s => ((SnapshotSpec)s.Node.Spec).SourceKey, s => VimStepRunner.VimKeyOf(content.VnfInstanceId, s.Node.Key), StringComparer.Ordinal);
        var vnfc = Vnfc(request, snapshot);
        var servers = content.Resources.Where(r => r.Node.Spec is ComputeSpec && (vnfc is null || r.Node.Key == vnfc)).ToList();
        if (vnfc is null && servers.Exists(s => !IsWhole(s, taken)))
        {
            throw Unfit.Request($"The VNF snapshot '{snapshot.Resource.Id}' is of some VNFCs only ({Unfit.List(snapshot.Resource.VnfSnapshot!.VnfcSnapshots.Select(v => v.VnfcInstanceId))}): name one in vnfcInstanceId.");
        }
        var reverted = Reverted(content.Resources, servers, taken, now);
        if (vnfc is null)
        {
            var then = snapshot.Resource.VnfSnapshot!.VnfInstance;
            return new VnfIntent
            {
                Settings = content.Settings,
                Instance = input.Record.Resource with
                {
                    VnfConfigurableProperties = then.VnfConfigurableProperties,
                    Extensions = then.Extensions,
                    InstantiatedVnfInfo = null,
                },
                Target = new ResourceGraph([.. PlanFold.AsTarget(content.Resources).Nodes.Select(n => reverted.GetValueOrDefault(n.Key) ?? n)]),
            };
        }
        if (!now.ContainsKey(vnfc))
        {
            throw Unfit.State($"The VNFC '{vnfc}' is no longer there. Revert the whole VNF, or scale out first.");
        }
        return new VnfIntent
        {
            Settings = input.Settings,
            Target = new ResourceGraph([.. PlanFold.AsTarget([.. now.Values]).Nodes.Select(n => reverted.TryGetValue(n.Key, out var back) ? n with { Spec = OfNow(n.Spec, back.Spec) } : n)]),
        };
    }

    private static string? Vnfc(RevertToVnfSnapshotRequest request, VnfSnapshotRecord snapshot)
    {
        var all = snapshot.Resource.VnfSnapshot!.VnfcSnapshots;
        if (request.VnfcSnapshotInfoId is { } id)
        {
            var named = all.FirstOrDefault(v => v.Id == id)
                ?? throw Unfit.Request($"The VNF snapshot '{snapshot.Resource.Id}' has no VNFC snapshot '{id}'; it has: {Unfit.List(all.Select(v => v.Id))}.");
            return request.VnfcInstanceId is { } vnfc && vnfc != named.VnfcInstanceId
                ? throw Unfit.Request($"The VNFC snapshot '{id}' is of the VNFC '{named.VnfcInstanceId}', not of '{vnfc}'.")
                : named.VnfcInstanceId;
        }
        return request.VnfcInstanceId is not { } one || all.Any(v => v.VnfcInstanceId == one)
            ? request.VnfcInstanceId
            : throw Unfit.Request($"The VNF snapshot '{snapshot.Resource.Id}' has nothing of the VNFC '{one}'; it has: {Unfit.List(all.Select(v => v.VnfcInstanceId))}.");
    }

    private static bool IsWhole(ManagedResource server, Dictionary<string, string> taken)
    {
        var spec = (ComputeSpec)server.Node.Spec;
        return ((spec.Placement?.ImageId ?? spec.ImageRef) is null || taken.ContainsKey(server.Node.Key)) && spec.StorageKeys.All(taken.ContainsKey);
    }

    /// <summary>The servers, and their volumes, as they are when they are made from the snapshot.</summary>
    private static Dictionary<string, ResourceNode> Reverted(
        IReadOnlyList<ManagedResource> then, List<ManagedResource> servers, Dictionary<string, string> taken, Dictionary<string, ManagedResource> now)
    {
        var nodes = new Dictionary<string, ResourceNode>(StringComparer.Ordinal);
        var (rules, rulesNow) = (PlacementRules.Of(then.Select(static r => r.Node)), PlacementRules.Of(now.Values.Select(static r => r.Node)));
        var volumes = servers.SelectMany(s => ((ComputeSpec)s.Node.Spec).StorageKeys).ToHashSet(StringComparer.Ordinal);
        foreach (var resource in then)
        {
            var node = resource.Node;
            if (!taken.TryGetValue(node.Key, out var from))
            {
                continue;
            }
            if (node.Spec is ComputeSpec server && servers.Exists(s => s.Node.Key == node.Key))
            {
                var there = now.GetValueOrDefault(node.Key)?.Node.Spec as ComputeSpec ?? server;
                var incarnation = Math.Max(server.Incarnation, there.Incarnation) + 1;
                nodes[node.Key] = node with
                {
                    Spec = PlacementRules.Kept(server, there, rules, rulesNow) with
                    {
                        ConfigDrive = there.ConfigDrive,
                        Incarnation = incarnation,
                        Placement = (server.Placement ?? new ComputePlacement(null, null, null)) with { ImageId = from },
                    },
                };
            }
            else if (node.Spec is StorageSpec volume && volumes.Contains(node.Key))
            {
                var incarnation = Math.Max(volume.Incarnation, (now.GetValueOrDefault(node.Key)?.Node.Spec as StorageSpec)?.Incarnation ?? 0) + 1;
                nodes[node.Key] = node with { Spec = volume with { Incarnation = incarnation, SnapshotKey = from } };
            }
        }
        return nodes;
    }

    /// <summary>A VNFC that is reverted for itself keeps the size and connections it has now.</summary>
    private static ResourceSpec OfNow(ResourceSpec now, ResourceSpec back) => (now, back) switch
    {
        (ComputeSpec server, ComputeSpec then) => server with
        {
            Incarnation = then.Incarnation,
            Placement = (server.Placement ?? new ComputePlacement(null, null, null)) with { ImageId = then.Placement!.ImageId },
        },
        (StorageSpec volume, StorageSpec then) => volume with { Incarnation = then.Incarnation, SnapshotKey = then.SnapshotKey },
        _ => back,
    };
}
