using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Whether aspects can reach their levels within the profiles of the VDUs.</summary>
internal sealed class SizeChecks(BuildContext context)
{
    public void Check(DeploymentFlavour flavour)
    {
        foreach (var aspect in flavour.ScalingAspects)
        {
            if (At(aspect.AspectId) is not { } at)
            {
                continue;
            }

            if (aspect.StepDeltas.Count > 1 && aspect.StepDeltas.Count != aspect.MaxScaleLevel)
            {
                context.Diagnostics.Deviation("TOSCA0312", at, $"scaling aspect '{aspect.AspectId}' has {aspect.StepDeltas.Count} step deltas for {aspect.MaxScaleLevel} steps; {(aspect.StepDeltas.Count > aspect.MaxScaleLevel ? "the last ones are never used" : "the last one repeats")}", "SOL001 §6.2.8", "give one delta for all steps, or one for each");
            }

            foreach (var vdu in aspect.VduDeltas.Select(d => flavour.FindVdu(d.VduId)).OfType<Vdu>())
            {
                var largest = (long)vdu.InitialDelta + aspect.InstancesAdded(vdu.Id, aspect.MaxScaleLevel);
                if (largest > vdu.MaxNumberOfInstances)
                {
                    context.Diagnostics.Deviation("TOSCA0314", at, $"at its last level ({aspect.MaxScaleLevel}) aspect '{aspect.AspectId}' needs {largest} instances of '{vdu.Id}', more than its profile allows ({vdu.MaxNumberOfInstances}); it cannot be scaled so far", "SOL001 §6.2.21", "raise max_number_of_instances, or lower max_scale_level");
                }
            }
        }

        foreach (var policy in context.Template.PoliciesOf("tosca.policies.nfv.VduInitialDelta"))
        {
            foreach (var vdu in policy.Targets.Select(t => t.Text is { } id ? flavour.FindVdu(id) : null).OfType<Vdu>().Where(v => v.InitialDelta < v.MinNumberOfInstances || v.InitialDelta > v.MaxNumberOfInstances))
            {
                context.Diagnostics.Deviation("TOSCA0314", policy["initial_delta"] ?? policy.At, $"the initial delta of '{vdu.Id}' is {vdu.InitialDelta}, outside of its profile ({vdu.MinNumberOfInstances} to {vdu.MaxNumberOfInstances})", "SOL001 §6.2.21");
            }
        }
    }

    private YScalar? At(string aspect) => context.Template.PoliciesOf("tosca.policies.nfv.ScalingAspects")
        .SelectMany(p => p["aspects"].OrEmpty()).FirstOrDefault(a => a.Key.Value == aspect).Key;
}
