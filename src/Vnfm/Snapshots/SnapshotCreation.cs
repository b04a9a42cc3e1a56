using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>Create VNF snapshot (SOL003 §5.4.21, SOL002): what the instance has, and beside it a snapshot of every disk and volume of the selected VNFCs.</summary>
internal static class SnapshotCreation
{
    public static VnfIntent Intend(CreateVnfSnapshotRequest request, VnfOperationInput input)
    {
        var snapshot = input.Snapshot!;
        if (snapshot.Content is not null)
        {
            throw Unfit.State($"The VNF snapshot '{snapshot.Resource.Id}' was already taken, from the VNF instance '{snapshot.Content.VnfInstanceId}'. Create another VNF snapshot resource and name that.");
        }
        var there = Operating.VnfcIds(input.Record);
        var vnfcs = request.VnfcInstanceId is { } one ? Operating.Select([one], there)! : there;
        var shaky = input.Record.Resources.FirstOrDefault(r => r.Condition != ResourceCondition.Present && IsTaken(r, vnfcs, input.Record.Resources));
        if (shaky is not null)
        {
            throw Unfit.State($"'{shaky.Node.Key}' of the VNF instance '{input.Record.Resource.Id}' is {shaky.Condition.ToString().ToUpperInvariant()}; heal the VNF first, then take the snapshot.");
        }
        var kept = input.Record.Resources.Where(r => r.Node.Spec is not SnapshotSpec).ToList();
        var nodes = kept.Where(r => IsTaken(r, vnfcs, kept)).Select(r => new ResourceNode
        {
            Key = SnapshotKey(snapshot.Resource.Id, r.Node.Key),
            DependsOn = [r.Node.Key],
            Spec = new SnapshotSpec { SourceKey = r.Node.Key },
        }).ToList();
        return new VnfIntent
        {
            Settings = input.Settings,
            Target = new ResourceGraph([.. PlanFold.AsTarget(kept).Nodes, .. nodes]),
        };
    }

    /// <summary>Key of the snapshot of a resource.</summary>
    public static string SnapshotKey(string snapshotId, string sourceKey) => $"snapshot/{snapshotId}/{sourceKey}";

    /// <summary>Disks of servers that boot from an image, and all their volumes: a server that boots from a volume has no disk of its own.</summary>
    private static bool IsTaken(ManagedResource resource, IReadOnlyList<string> vnfcs, IReadOnlyList<ManagedResource> all) => resource.Node.Spec switch
    {
        ComputeSpec server => vnfcs.Contains(resource.Node.Key, StringComparer.Ordinal) && HasDisk(server),
        StorageSpec => all.Any(r => r.Node.Spec is ComputeSpec server && vnfcs.Contains(r.Node.Key, StringComparer.Ordinal) && server.StorageKeys.Contains(resource.Node.Key, StringComparer.Ordinal)),
        _ => false,
    };

    private static bool HasDisk(ComputeSpec server) => (server.Placement?.ImageId ?? server.ImageRef) is not null;
}
