using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>What was taken, in the words of SOL003 §5.5.2.22 VnfSnapshot. Pure.</summary>
internal static class SnapshotView
{
    /// <summary>The record of a snapshot that was taken.</summary>
    /// <param name="record">The record before.</param>
    /// <param name="instance">The instance, with its resources and without the snapshots.</param>
    /// <param name="snapshots">The snapshots in the VIM.</param>
    /// <param name="vimConnectionId">Where they are.</param>
    /// <param name="started">When taking began.</param>
    /// <param name="finished">When all was taken.</param>
    /// <param name="userData">What the consumer wants to be kept with it.</param>
    /// <param name="actions">What became of the scripts of the operation.</param>
    public static VnfSnapshotRecord Taken(
        VnfSnapshotRecord record,
        VnfRecord instance,
        IReadOnlyList<ManagedResource> snapshots,
        string vimConnectionId,
        DateTimeOffset started,
        DateTimeOffset finished,
        IReadOnlyDictionary<string, JsonElement>? userData,
        IReadOnlyList<VnfActionResult>? actions)
    {
        var state = VnfStateFile.Of(instance, actions, finished);
        var bySource = snapshots.ToDictionary(s => ((SnapshotSpec)s.Node.Spec).SourceKey, StringComparer.Ordinal);
        return record with
        {
            State = state,
            Content = new VnfSnapshotContent
            {
                VnfInstanceId = instance.Resource.Id,
                VimConnectionId = vimConnectionId,
                Settings = instance.Settings!,
                Resources = instance.Resources,
                Snapshots = snapshots,
            },
            Resource = record.Resource with
            {
                VnfSnapshot = new VnfSnapshot
                {
                    Id = record.Resource.Id,
                    VnfInstanceId = instance.Resource.Id,
                    CreationStartedAt = started,
                    CreationFinishedAt = finished,
                    VnfdId = instance.Resource.VnfdId,
                    VnfInstance = instance.Resource,
                    VnfcSnapshots = [.. instance.Resources.Where(r => r.Node.Spec is ComputeSpec).Select(r => Vnfc(r, bySource, started, finished)).OfType<VnfcSnapshotInfo>()],
                    VnfStateSnapshotInfo = VnfStateFile.Describe(state),
                    UserDefinedData = userData,
                },
            },
        };
    }

    /// <summary>A VNFC's part; null when nothing of it was taken.</summary>
    private static VnfcSnapshotInfo? Vnfc(ManagedResource server, Dictionary<string, ManagedResource> bySource, DateTimeOffset started, DateTimeOffset finished)
    {
        var disk = bySource.GetValueOrDefault(server.Node.Key);
        var volumes = ((ComputeSpec)server.Node.Spec).StorageKeys.Where(bySource.ContainsKey).ToList();
        return disk is null && volumes.Count == 0
            ? null
            : new VnfcSnapshotInfo
            {
                Id = server.Node.Key,
                VnfcInstanceId = server.Node.Key,
                VnfcResourceInfoId = server.Node.Key,
                CreationStartedAt = started,
                CreationFinishedAt = finished,
                ComputeSnapshotResource = disk is null ? null : Handle(disk),
                StorageSnapshotResources = volumes.Count == 0
                    ? null
                    : [.. volumes.Select(v => new StorageSnapshotResource { StorageResourceId = v, StorageSnapshotResourceValue = Handle(bySource[v]) })],
            };
    }

    private static ResourceHandle Handle(ManagedResource snapshot) => new()
    {
        VimConnectionId = VnfInfoRenderer.Output(snapshot.Outputs)?.VimConnectionId,
        ResourceId = snapshot.ResourceId ?? "",
        VimLevelResourceType = snapshot.Node.Spec.ResourceKind.ToString(),
    };
}
