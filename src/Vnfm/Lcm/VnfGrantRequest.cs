using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>A plan as the question to the NFVO (SOL003 §9.5.2.2).</summary>
internal static class VnfGrantRequest
{
    /// <summary>The grant request of an operation.</summary>
    public static GrantRequest Of(
        VnfRecord instance, LcmOperationType operation, string occurrenceId, bool automatic, VnfIntent intent, Plan plan, IReadOnlyList<ManagedResource> current, VnfLcmLinks links)
        => GrantResources.Describe(
            new GrantRequest
            {
                VnfInstanceId = instance.Resource.Id,
                VnfLcmOpOccId = occurrenceId,
                VnfdId = instance.Resource.VnfdId,
                DstVnfdId = intent.Descriptor?.DescriptorId,
                FlavourId = intent.Settings?.FlavourId ?? instance.Settings?.FlavourId,
                Operation = Enum.Parse<GrantedLcmOperationType>(operation.ToString()),
                IsAutomaticInvocation = automatic,
                Links = new GrantRequestLinks { VnfLcmOpOcc = links.Occurrence(occurrenceId), VnfInstance = links.Instance(instance.Resource.Id) },
            },
            plan,
            current);
}
