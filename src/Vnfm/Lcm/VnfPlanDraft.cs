using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>A plan before it is granted.</summary>
/// <param name="Intent">What the request amounts to.</param>
/// <param name="VimConnectionId">The VIM account.</param>
/// <param name="Marks">What resources are taken for.</param>
/// <param name="Current">The resources as they are taken.</param>
/// <param name="Target">The target state.</param>
/// <param name="Plan">The way there.</param>
internal sealed record VnfPlanDraft(
    VnfIntent Intent, string VimConnectionId, IReadOnlyList<ResourceMark>? Marks, IReadOnlyList<ManagedResource> Current, ResourceGraph Target, Plan Plan)
{
    /// <summary>The flavour the target is made from, and the target of other settings; null: the target does not follow from settings.</summary>
    public (DeploymentFlavour Flavour, Func<VnfSettings, ResourceGraph> Target)? Maker { get; init; }
}
