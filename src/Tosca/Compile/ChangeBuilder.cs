using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Package changes, coordination actions and interfaces of the VNF (SOL001 §6.10.11, §6.10.14 to §6.10.16).</summary>
internal sealed class ChangeBuilder(BuildContext context)
{
    private readonly Declarations _declarations = new(context.Types);

    public List<VnfPackageChange> PackageChanges() => context.Template.PoliciesOf("tosca.policies.nfv.VnfPackageChange").Select(Change).OfType<VnfPackageChange>().ToList();

    public List<LcmCoordinationAction> Actions() => context.Template.PoliciesOf("tosca.policies.nfv.LcmCoordinationAction").Select(Action).ToList();

    public List<LcmOperationCoordinations> Coordinations() => context.Template.PoliciesOf("tosca.policies.nfv.LcmCoordinationsForLcmOperation").Select(p => new LcmOperationCoordinations
    {
        Id = p.Name,
        VnfLcmOperation = p["vnf_lcm_operation"]?.Text ?? "",
        Actions = p["actions"].Texts(),
        ReferencedCoordinationActions = p["referenced_coordination_actions"].Texts(),
    }).ToList();

    public List<SupportedVnfInterface> Interfaces() => context.Template.PoliciesOf("tosca.policies.nfv.SupportedVnfInterface").Select(p => new SupportedVnfInterface
    {
        Id = p.Name,
        InterfaceName = p["interface_name"]?.Text ?? "",
        CpIds = p.Targets.Select(t => t.Text).OfType<string>().ToList(),
        Details = context.Template.Static(p["details"]).ToJson(),
    }).ToList();

    private VnfPackageChange? Change(Policy policy)
    {
        var selectors = (policy["selector"]?.Items ?? [])
            .Where(s => s["source_descriptor_id"]?.Text is not null && s["destination_descriptor_id"]?.Text is not null)
            .Select(s => new VnfPackageChangeSelector(s["source_descriptor_id"]!.Text!, s["destination_descriptor_id"]!.Text!, s["source_flavour_id"]?.Text ?? ""))
            .ToList();
        if (selectors.Count == 0)
        {
            context.Diagnostics.Deviation("TOSCA0322", policy.At, $"policy '{policy.Name}' says neither from which package nor to which one it leads; it is not used", "SOL001 §6.10.14", "give it a selector with source_descriptor_id, destination_descriptor_id and source_flavour_id");
            return null;
        }

        return new VnfPackageChange
        {
            Id = policy.Name,
            Selectors = selectors,
            ModificationQualifier = policy["modification_qualifier"]?.Text?.ToUpperInvariant() ?? "UP",
            AdditionalModificationDescription = policy["additional_modification_description"]?.Text,
            ComponentMappings = (policy["component_mappings"]?.Items ?? [])
                .Where(m => m["component_type"]?.Text is not null && m["source_id"]?.Text is not null && m["destination_id"]?.Text is not null)
                .Select(m => new VnfPackageChangeComponentMapping(m["component_type"]!.Text!.ToUpperInvariant(), m["source_id"]!.Text!, m["destination_id"]!.Text!, m["description"]?.Text))
                .ToList(),
            DestinationFlavourId = policy["destination_flavour_id"]?.Text ?? selectors[0].SourceFlavourId,
            Actions = policy["actions"].Texts(),
            ReferencedCoordinationActions = policy["referenced_coordination_actions"].Texts(),
            Operations = TriggerReader.Read(policy.Body["triggers"]).SelectMany(t => t.Actions).Select(a => a.Operation).Distinct(StringComparer.Ordinal).ToList(),
        };
    }

    private LcmCoordinationAction Action(Policy policy)
    {
        // the VNF-specific data type of the property 'action' carries most of it as defaults and types
        var type = _declarations.MemberType(policy.Type, "action");
        var value = _declarations.Filled(type, policy["action"]);
        return new LcmCoordinationAction
        {
            Id = policy.Name,
            ActionName = policy["action_name"]?.Text ?? policy.Name,
            Description = value?["description"]?.Text,
            EndpointType = value?["endpoint_type"]?.Text,
            CoordinationStage = value?["coordination_stage"]?.Text,
            InputParameters = _declarations.Members(_declarations.MemberType(type, "input_parameters")),
            OutputParameters = _declarations.Members(_declarations.MemberType(type, "output_parameters")),
        };
    }
}
