using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What the VNFM keeps with a plan.</summary>
/// <param name="Settings">The settings that count once the operation is completed; null: the instance is terminated.</param>
/// <param name="VimConnectionId">The VIM account the steps work in.</param>
/// <param name="TerminationType">GRACEFUL or FORCEFUL of a termination.</param>
/// <param name="GracefulTimeoutSeconds">Time the VNF gets to go out of service, in seconds.</param>
public sealed record VnfPlanData(VnfSettings? Settings, string VimConnectionId, string? TerminationType = null, int? GracefulTimeoutSeconds = null);
