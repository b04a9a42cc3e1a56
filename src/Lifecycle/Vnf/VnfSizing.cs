using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>How big a VNF is: VNFC counts per VDU and scale levels per aspect (SOL001 §6.10.7, SOL003 §4.4.1.8).</summary>
/// <param name="VnfcCounts">VNFCs per VDU.</param>
/// <param name="ScaleLevels">Level per aspect.</param>
public sealed record VnfSizing(IReadOnlyDictionary<string, int> VnfcCounts, IReadOnlyDictionary<string, int> ScaleLevels)
{
    /// <summary>Instances per VipCp whose number the descriptor gives; null: none does, or the size is from before they were counted.</summary>
    public IReadOnlyDictionary<string, int>? CpCounts { get; init; }

    /// <summary>The size at some scale levels (SOL001 §6.10.5, deltas over the initial ones).</summary>
    /// <param name="flavour">The flavour.</param>
    /// <param name="levels">Level of every aspect of it.</param>
    public static VnfSizing AtScaleLevels(DeploymentFlavour flavour, IReadOnlyDictionary<string, int> levels)
    {
        ArgumentNullException.ThrowIfNull(flavour);
        ArgumentNullException.ThrowIfNull(levels);
        return new VnfSizing(
            flavour.Vdus.ToDictionary(v => v.Id, v => v.InitialDelta + flavour.ScalingAspects.Sum(a => a.InstancesAdded(v.Id, levels.GetValueOrDefault(a.AspectId))), StringComparer.Ordinal),
            levels)
        {
            CpCounts = flavour.VipCps.Count == 0
                ? null
                : flavour.VipCps.ToDictionary(v => v.Id, v => v.InitialDelta + flavour.ScalingAspects.Sum(a => a.CpInstancesAdded(v.Id, levels.GetValueOrDefault(a.AspectId))), StringComparer.Ordinal),
        };
    }

    /// <summary>The size of an instantiation level.</summary>
    public static VnfSizing AtLevel(DeploymentFlavour flavour, InstantiationLevel? level)
    {
        ArgumentNullException.ThrowIfNull(flavour);
        var levels = flavour.ScalingAspects.ToDictionary(a => a.AspectId, a => level?.ScaleLevelByAspect.GetValueOrDefault(a.AspectId) ?? 0, StringComparer.Ordinal);
        var computed = AtScaleLevels(flavour, levels);
        return level is null
            ? computed
            : computed with
            {
                VnfcCounts = flavour.Vdus.ToDictionary(v => v.Id, v => level.InstancesByVdu.TryGetValue(v.Id, out var given) ? given : computed.VnfcCounts[v.Id], StringComparer.Ordinal),
                CpCounts = computed.CpCounts?.ToDictionary(c => c.Key, c => level.InstancesByCp.TryGetValue(c.Key, out var given) ? given : c.Value, StringComparer.Ordinal),
            };
    }

    /// <summary>The size after scaling one aspect.</summary>
    /// <param name="flavour">The flavour of the instance.</param>
    /// <param name="aspect">The aspect to scale.</param>
    /// <param name="steps">Steps, negative to scale in.</param>
    /// <returns>The new size; null and a reason when the level would leave 0…maximum, or a VDU its allowed number of instances.</returns>
    public (VnfSizing? Sizing, string? Reason) Scale(DeploymentFlavour flavour, ScalingAspect aspect, int steps)
    {
        ArgumentNullException.ThrowIfNull(flavour);
        ArgumentNullException.ThrowIfNull(aspect);
        var from = ScaleLevels.GetValueOrDefault(aspect.AspectId);
        var to = from + (long)steps;
        if (to < 0 || to > aspect.MaxScaleLevel)
        {
            return (null, $"Aspect '{aspect.AspectId}' is at level {from} of 0 to {aspect.MaxScaleLevel}; {Math.Abs((long)steps)} step(s) {(steps > 0 ? "out" : "in")} would lead to level {to}.");
        }
        var counts = new Dictionary<string, int>(VnfcCounts, StringComparer.Ordinal);
        foreach (var deltas in aspect.VduDeltas)
        {
            var count = counts.GetValueOrDefault(deltas.VduId) + aspect.InstancesAdded(deltas.VduId, (int)to) - aspect.InstancesAdded(deltas.VduId, from);
            var vdu = flavour.FindVdu(deltas.VduId);
            if (count < (vdu?.MinNumberOfInstances ?? 0) || (vdu is not null && count > vdu.MaxNumberOfInstances))
            {
                return (null, $"VDU '{deltas.VduId}' would have {count} instances; its profile allows {vdu?.MinNumberOfInstances ?? 0} to {vdu?.MaxNumberOfInstances}.");
            }
            counts[deltas.VduId] = count;
        }
        return (
            this with
            {
                VnfcCounts = counts,
                ScaleLevels = new Dictionary<string, int>(ScaleLevels, StringComparer.Ordinal) { [aspect.AspectId] = (int)to },
                CpCounts = flavour.VipCps.Count == 0
                    ? null
                    : flavour.VipCps.ToDictionary(
                        v => v.Id,
                        v => Math.Max(0, (CpCounts?.TryGetValue(v.Id, out var now) == true ? now : v.InitialDelta) + aspect.CpInstancesAdded(v.Id, (int)to) - aspect.CpInstancesAdded(v.Id, from)),
                        StringComparer.Ordinal),
            },
            null);
    }
}
