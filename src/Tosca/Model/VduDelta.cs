namespace NfvOrchestrator.Tosca.Model;

/// <summary>How one VDU takes part in an aspect (VduScalingAspectDeltas).</summary>
/// <param name="VduId">The VDU.</param>
/// <param name="InstancesByDelta">Instances added per delta id.</param>
public sealed record VduDelta(string VduId, IReadOnlyDictionary<string, int> InstancesByDelta)
{
    internal int InstancesOfStep(IReadOnlyList<string> stepDeltas, int step)
    {
        if (stepDeltas.Count == 0)
        {
            return InstancesByDelta.Count > 0 ? InstancesByDelta.First().Value : 0;
        }

        var id = stepDeltas[Math.Min(step, stepDeltas.Count - 1)];
        return InstancesByDelta.GetValueOrDefault(id);
    }
}
