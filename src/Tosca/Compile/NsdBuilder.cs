using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Semantics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Builds the <see cref="NsDescriptor"/>. The node of a type derived from tosca.nodes.nfv.NS that the template substitutes
/// (or the first such node) is the service itself; the others are nested services.
/// </summary>
internal sealed class NsdBuilder(ServiceTemplate top, IReadOnlyList<ServiceTemplate> templates, TypeSystem types, ArtifactResolver artifacts, DiagnosticBag diagnostics)
{
    public const string NsType = "tosca.nodes.nfv.NS";

    public NsDescriptor? Build()
    {
        var self = Self(top);
        var type = self?.Type ?? top.SubstitutionType;
        if (type is null)
        {
            return null;
        }

        var found = templates.Where(t => t.SubstitutionType is { } s && s.IsA(NsType) && (ReferenceEquals(t, top) || s.IsA(type.Name) || type.IsA(s.Name))).ToList();
        var flavours = new List<NsDeploymentFlavour>();
        foreach (var template in found.Count == 0 ? [top] : found)
        {
            var node = Self(template) ?? self;
            var id = template.Static(template.Substitution?.At("properties", "flavour_id"))?.Text ?? node?.Property("flavour_id")?.Text ?? type.Properties.GetValueOrDefault("flavour_id")?.Default?.Text ?? "default";
            if (flavours.Exists(f => f.FlavourId == id))
            {
                if (template.Source.IsOther)
                {
                    diagnostics.Deviation("TOSCA0118", template.Substitution ?? template.Topology, $"Other-Definitions describe the flavour '{id}', which the entry definitions describe already; those count", "SOL001 §7.11", "remove the file from Other-Definitions, or give it a flavour_id of its own");
                }
                else
                {
                    diagnostics.Error("TOSCA0315", template.Substitution ?? template.Topology, $"flavour '{id}' is described by two templates", "SOL001 §7.11", "give each a flavour_id of its own");
                }

                continue;
            }

            var context = new BuildContext(template, types, artifacts, diagnostics);
            var flavour = new NsFlavourBuilder(context, Self(template), type).Build(id);
            new NsSemantics(context).Check(flavour);
            flavours.Add(flavour);
        }

        YNode? Value(string name) => self?.Property(name) ?? top.Static(type.Properties.GetValueOrDefault(name)?.Default);

        string Needed(string name, bool must)
        {
            var text = Value(name)?.Text;
            if (text is null && must)
            {
                diagnostics.Error("TOSCA0232", self?.At ?? top.Topology, $"the network service has no '{name}'", "SOL001 §7.8.1", $"give the NS node the property {name}");
            }

            return text ?? "";
        }

        var preferred = self?.Assigned("flavour_id")?.Text ?? type.Properties.GetValueOrDefault("flavour_id")?.Default?.Text;
        return new NsDescriptor
        {
            NsdId = Needed("descriptor_id", must: true),
            InvariantId = Needed("invariant_id", must: false),
            ExtInvariantId = Value("ext_invariant_id")?.Text,
            Priority = Value("priority").Int(),
            StrictConstituentOnboarding = Value("strict_nsd_constituent_onboarding").Bool() ?? true,
            Description = top.Source.Root["description"]?.Text?.Trim(),
            Designer = Needed("designer", must: false),
            Version = Needed("version", must: true),
            Name = Needed("name", must: true),
            FlavourIds = flavours.ConvertAll(f => f.FlavourId),
            DefaultFlavourId = flavours.Find(f => f.FlavourId == preferred)?.FlavourId ?? flavours[0].FlavourId,
            Flavours = flavours,
        };
    }

    private static NodeTemplate? Self(ServiceTemplate template) =>
        template.NodesOf(NsType).FirstOrDefault(n => template.SubstitutionType is null || n.IsA(template.SubstitutionType.Name));
}
