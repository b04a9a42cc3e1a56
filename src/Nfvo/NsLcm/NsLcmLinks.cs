using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>Links of NS LCM resources: only to what is legal now (SOL005 §6.5.2.8, §6.5.2.3).</summary>
internal sealed class NsLcmLinks(ServiceAddress address)
{
    private string Root => address.Root + SolApi.NsLcm.Prefix;

    /// <summary>Link to an instance.</summary>
    public Link Instance(string id) => new() { Href = $"{Root}/ns_instances/{id}" };

    /// <summary>Link to an occurrence.</summary>
    public Link Occurrence(string id) => new() { Href = $"{Root}/ns_lcm_op_occs/{id}" };

    /// <summary>The instance with its links.</summary>
    public NsInstance WithLinks(NsInstance instance)
    {
        var self = Instance(instance.Id);
        return instance with
        {
            Links = instance.NsState == NsState.INSTANTIATED
                ? new NsInstanceLinks { Self = self, Terminate = new Link { Href = $"{self.Href}/terminate" } }
                : new NsInstanceLinks { Self = self, Instantiate = new Link { Href = $"{self.Href}/instantiate" } },
        };
    }

    /// <summary>The occurrence with its links.</summary>
    public NsLcmOpOcc WithLinks(NsLcmOpOcc occurrence)
    {
        var self = Occurrence(occurrence.Id);
        Link Task(string name) => new() { Href = $"{self.Href}/{name}" };
        var stopped = occurrence.OperationState == NsLcmOperationStateType.FAILED_TEMP;
        var running = occurrence.OperationState is NsLcmOperationStateType.PROCESSING or NsLcmOperationStateType.ROLLING_BACK;
        return occurrence with
        {
            Links = new NsLcmOpOccLinks
            {
                Self = self,
                NsInstance = Instance(occurrence.NsInstanceId),
                Retry = stopped ? Task("retry") : null,
                Rollback = stopped ? Task("rollback") : null,
                Fail = stopped ? Task("fail") : null,
                Cancel = running && !occurrence.IsCancelPending ? Task("cancel") : null,
            },
        };
    }
}
