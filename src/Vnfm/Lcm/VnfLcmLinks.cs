using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Links of VNF LCM resources: only to what is legal now (SOL003 §5.5.2.2, §5.5.2.13).</summary>
internal sealed class VnfLcmLinks(ServiceAddress address, VnfmOptions options)
{
    private string Root => address.Root + SolApi.VnfLcm.Prefix;

    /// <summary>Link to an instance.</summary>
    public Link Instance(string id) => new() { Href = $"{Root}/vnf_instances/{id}" };

    /// <summary>Link to an occurrence.</summary>
    public Link Occurrence(string id) => new() { Href = $"{Root}/vnf_lcm_op_occs/{id}" };

    /// <summary>The snapshot with its links.</summary>
    public VnfSnapshotInfo WithLinks(VnfSnapshotInfo snapshot)
    {
        var self = new Link { Href = $"{Root}/vnf_snapshots/{snapshot.Id}" };
        return snapshot with
        {
            Links = new VnfSnapshotInfoLinks { Self = self, TakenFrom = snapshot.VnfSnapshot is { } taken ? Instance(taken.VnfInstanceId) : null },
            VnfSnapshot = snapshot.VnfSnapshot is { } content ? content with
            {
                Links = content.VnfStateSnapshotInfo is null ? null : new VnfSnapshotLinks { Self = self, VnfStateSnapshot = new Link { Href = self.Href + "/vnf_state_snapshot" } },
                VnfInstance = content.VnfInstance with { Links = new VnfInstanceLinks { Self = Instance(content.VnfInstanceId) } },
            } : null,
        };
    }

    /// <summary>Absolute URI of a subscription.</summary>
    public string Subscription(string id) => $"{Root}/subscriptions/{id}";

    /// <summary>The instance with its links.</summary>
    public VnfInstance WithLinks(VnfInstance instance)
    {
        var self = Instance(instance.Id);
        var links = new VnfInstanceLinks { Self = self };
        foreach (var operation in VnfOperations.All)
        {
            if (operation.AddLink is { } add && (operation.Demanded ?? instance.InstantiationState) == instance.InstantiationState && operation.Offered?.Invoke(instance) != false)
            {
                links = add(links, new Link { Href = $"{self.Href}/{operation.Task}" });
            }
        }
        return instance with { Links = links };
    }

    /// <summary>The occurrence with its links.</summary>
    public VnfLcmOpOcc WithLinks(VnfLcmOpOcc occurrence)
    {
        var self = Occurrence(occurrence.Id);
        Link Task(string name) => new() { Href = $"{self.Href}/{name}" };
        var stopped = occurrence.OperationState == LcmOperationStateType.FAILED_TEMP;
        var cancellable = occurrence.OperationState is LcmOperationStateType.STARTING or LcmOperationStateType.PROCESSING or LcmOperationStateType.ROLLING_BACK;
        return occurrence with
        {
            Links = new VnfLcmOpOccLinks
            {
                Self = self,
                VnfInstance = Instance(occurrence.VnfInstanceId),
                Grant = occurrence.GrantId is { } grant && options.Nfvo is { } nfvo ? new Link { Href = new Uri(nfvo, $"{SolApi.Grant.Prefix.TrimStart('/')}/grants/{grant}").AbsoluteUri } : null,
                Retry = stopped ? Task("retry") : null,
                Rollback = stopped && VnfOperations.Of(occurrence.Operation).NoRollback is null ? Task("rollback") : null,
                Fail = stopped ? Task("fail") : null,
                Cancel = cancellable && !occurrence.IsCancelPending ? Task("cancel") : null,
            },
        };
    }
}
