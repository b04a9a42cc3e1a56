using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>A plan with what the grant decided.</summary>
/// <param name="Settings">The settings that count once the operation is completed; null: nothing is instantiated then.</param>
/// <param name="VimConnectionId">The VIM account.</param>
/// <param name="Instance">Attributes of the instance that count once the operation is completed; null: they stay as they are.</param>
/// <param name="Target">The target state.</param>
/// <param name="Plan">The way there.</param>
internal sealed record VnfGrantedPlan(VnfSettings? Settings, string VimConnectionId, VnfInstance? Instance, ResourceGraph Target, Plan Plan);
