namespace NfvOrchestrator.Tosca.Model;

/// <summary>How one VDU takes part in an aspect (VduScalingAspectDeltas).</summary>
/// <param name="VduId">The VDU.</param>
/// <param name="InstancesByDelta">Instances added per delta id.</param>
public sealed record VduDelta(string VduId, IReadOnlyDictionary<string, int> InstancesByDelta);
