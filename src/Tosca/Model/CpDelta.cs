namespace NfvOrchestrator.Tosca.Model;

/// <summary>How a VipCp or VirtualCp takes part in an aspect (SOL001 ≥ 4.3.1 VipCpScalingAspectDeltas).</summary>
/// <param name="CpId">The connection point.</param>
/// <param name="InstancesByDelta">Instances added per delta id.</param>
public sealed record CpDelta(string CpId, IReadOnlyDictionary<string, int> InstancesByDelta);
