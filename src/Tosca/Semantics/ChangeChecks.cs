using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>Package changes and coordination: what they name of this VNFD must be there (SOL001 §6.10.14 to §6.10.16). The other package is not known here.</summary>
internal sealed class ChangeChecks(BuildContext context, VnfDescriptor vnf)
{
    public void Check(DeploymentFlavour flavour)
    {
        var actions = flavour.CoordinationActions.Select(a => a.ActionName).ToList();
        foreach (var coordination in flavour.Coordinations)
        {
            Actions(coordination.Id, coordination.Actions, actions);
        }

        foreach (var change in flavour.PackageChanges)
        {
            Actions(change.Id, change.Actions, actions);
            var policy = context.Template.Policies.Find(p => p.Name == change.Id)!;
            var destination = change.Selectors.Any(s => s.DestinationDescriptorId == vnf.DescriptorId);
            var source = change.Selectors.Any(s => s.SourceDescriptorId == vnf.DescriptorId);
            if (!destination && !source)
            {
                Tell(policy.Body.At("properties", "selector") ?? policy.At, $"policy '{change.Id}' leads neither from nor to this VNFD ({vnf.DescriptorId}); it is never used", null);
            }

            if (destination && vnf.FindFlavour(change.DestinationFlavourId) is null)
            {
                Tell(policy.Body.At("properties", "destination_flavour_id") ?? policy.At, $"policy '{change.Id}' leads to the flavour '{change.DestinationFlavourId}', which this VNFD does not have", DidYouMean.Hint(change.DestinationFlavourId, vnf.FlavourIds));
            }

            foreach (var selector in change.Selectors.Where(s => s.SourceDescriptorId == vnf.DescriptorId && s.SourceFlavourId.Length > 0 && vnf.FindFlavour(s.SourceFlavourId) is null))
            {
                Tell(policy.Body.At("properties", "selector") ?? policy.At, $"policy '{change.Id}' leads from the flavour '{selector.SourceFlavourId}', which this VNFD does not have", DidYouMean.Hint(selector.SourceFlavourId, vnf.FlavourIds));
            }

            // ids of both sides are in this VNFD only when it is both
            Mappings(change, policy, destination ? vnf.FindFlavour(change.DestinationFlavourId) : null, "destination_id", m => m.DestinationId);
            Mappings(change, policy, source ? flavour : null, "source_id", m => m.SourceId);
        }
    }

    private void Mappings(VnfPackageChange change, Policy policy, DeploymentFlavour? side, string member, Func<VnfPackageChangeComponentMapping, string> id)
    {
        if (side is null)
        {
            return;
        }

        foreach (var mapping in change.ComponentMappings)
        {
            var known = Known(side, mapping.ComponentType);
            if (known is not null && !known.Contains(id(mapping), StringComparer.Ordinal))
            {
                var at = (policy.Body.At("properties", "component_mappings")?.Items ?? []).Select(i => i[member]).FirstOrDefault(i => i?.Text == id(mapping));
                Tell(at ?? policy.At, $"policy '{change.Id}' maps the {mapping.ComponentType} '{id(mapping)}' ({member}), which flavour '{side.FlavourId}' does not have", DidYouMean.Hint(id(mapping), known));
            }
        }
    }

    private List<string>? Known(DeploymentFlavour flavour, string componentType) => componentType switch
    {
        "VDU" => [.. flavour.Vdus.Select(v => v.Id)],
        "CP" => [.. flavour.InternalCps.Select(c => c.Id), .. flavour.ExtCps.Select(c => c.CpdId), .. flavour.VipCps.Select(c => c.Id), .. flavour.VirtualCps.Select(c => c.Id)],
        "VIRTUAL_LINK" => [.. flavour.InternalVirtualLinks.Select(l => l.Id)],
        "VIRTUAL_STORAGE" => [.. flavour.StorageResources.Select(s => s.Id)],
        "DEPLOYMENT_FLAVOUR" => [.. vnf.FlavourIds],
        "INSTANTIATION_LEVEL" => [.. flavour.InstantiationLevels.Select(l => l.LevelId)],
        "SCALING_ASPECT" => [.. flavour.ScalingAspects.Select(a => a.AspectId)],
        _ => null,
    };

    private void Actions(string policyName, IReadOnlyList<string> named, List<string> defined)
    {
        foreach (var name in named.Where(n => !defined.Contains(n, StringComparer.Ordinal)))
        {
            var policy = context.Template.Policies.Find(p => p.Name == policyName)!;
            var at = (policy.Body.At("properties", "actions")?.Items ?? []).FirstOrDefault(i => i.Text == name) ?? policy.At;
            context.Diagnostics.Deviation("TOSCA0334", at, $"policy '{policyName}' names the coordination action '{name}', which no policy of type LcmCoordinationAction of this VNFD describes; it is called all the same, without parameters", "SOL001 §6.10.15", DidYouMean.Hint(name, defined) ?? "describe it, or list it under referenced_coordination_actions");
        }
    }

    private void Tell(Yaml.YNode at, string message, string? hint) => context.Diagnostics.Deviation("TOSCA0333", at, message, "SOL001 §6.10.14", hint);
}
