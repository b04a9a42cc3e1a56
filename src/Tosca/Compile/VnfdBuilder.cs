using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Semantics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Builds the <see cref="VnfDescriptor"/>: finds the VNF node and the service templates of its flavours (SOL001 §6.11), and
/// builds each flavour.
/// </summary>
internal sealed class VnfdBuilder(ServiceTemplate top, IReadOnlyList<ServiceTemplate> templates, TypeSystem types, ArtifactResolver artifacts, DiagnosticBag diagnostics)
{
    public const string VnfType = "tosca.nodes.nfv.VNF";

    public VnfDescriptor? Build()
    {
        var topNode = top.NodesOf(VnfType).FirstOrDefault();
        var type = topNode?.Type ?? top.SubstitutionType;
        if (type is null)
        {
            return null;
        }

        var flavourTemplates = FlavourTemplates(type);
        var flavours = new List<DeploymentFlavour>();
        var built = new List<(BuildContext Context, DeploymentFlavour Flavour)>();
        foreach (var template in flavourTemplates)
        {
            var node = template.NodesOf(VnfType).FirstOrDefault() ?? topNode;
            var id = FlavourId(template, type);
            if (id is null)
            {
                diagnostics.Error("TOSCA0302", template.Substitution ?? template.Topology, "the flavour of this template has no flavour_id", "SOL001 §6.11", "set substitution_mappings.properties.flavour_id");
                continue;
            }

            if (flavours.Exists(f => string.Equals(f.FlavourId, id, StringComparison.Ordinal)))
            {
                if (template.Source.IsOther)
                {
                    diagnostics.Deviation("TOSCA0118", template.Substitution ?? template.Topology, $"Other-Definitions describe the flavour '{id}', which the entry definitions describe already; those count", "SOL001 §6.11", "remove the file from Other-Definitions, or give it a flavour_id of its own");
                }
                else
                {
                    diagnostics.Error("TOSCA0315", template.Substitution ?? template.Topology, $"flavour '{id}' is described by two templates", "SOL001 §6.11", "give each a flavour_id of its own");
                }

                continue;
            }

            var context = new BuildContext(template, types, artifacts, diagnostics);
            var flavour = new FlavourBuilder(context, node, type).Build(id);
            new VnfSemantics(context, type).Check(flavour);
            flavours.Add(flavour);
            built.Add((context, flavour));
        }

        YNode? Value(string name) => topNode?.Assigned(name)
            ?? flavourTemplates.Select(t => t.NodesOf(VnfType).FirstOrDefault()?.Assigned(name)).FirstOrDefault(v => v is not null)
            ?? top.Static(type.Properties.GetValueOrDefault(name)?.Default);

        string Needed(string name)
        {
            if (Value(name)?.Text is { Length: > 0 } text)
            {
                return text;
            }

            diagnostics.Error("TOSCA0232", topNode?.At ?? top.Substitution ?? top.Topology, $"the VNF has no '{name}'", "SOL001 §6.8.1", $"give the VNF node the property {name}, or its type a default");
            return "";
        }

        var descriptorId = Needed("descriptor_id");
        if (flavours.Count == 0 || descriptorId.Length == 0)
        {
            return null;
        }

        var declarations = new Declarations(types);
        var (configurable, modifiable) = (declarations.MemberType(type, "configurable_properties"), declarations.MemberType(type, "modifiable_attributes"));
        var preferred = topNode?.Assigned("flavour_id")?.Text ?? type.Properties.GetValueOrDefault("flavour_id")?.Default?.Text;
        var vnf = new VnfDescriptor
        {
            DescriptorId = descriptorId,
            ExtInvariantId = Value("ext_invariant_id")?.Text,
            DescriptorVersion = Needed("descriptor_version"),
            Provider = Needed("provider"),
            ProductName = Needed("product_name"),
            SoftwareVersion = Needed("software_version"),
            ProductInfoName = Value("product_info_name")?.Text,
            ProductInfoDescription = Value("product_info_description")?.Text,
            VnfmInfo = Value("vnfm_info").Texts(),
            LocalizationLanguages = Value("localization_languages").Texts(),
            DefaultLocalizationLanguage = Value("default_localization_language")?.Text,
            FlavourIds = flavours.ConvertAll(f => f.FlavourId),
            DefaultFlavourId = flavours.Find(f => string.Equals(f.FlavourId, preferred, StringComparison.Ordinal))?.FlavourId ?? flavours[0].FlavourId,
            Flavours = flavours,
            ConfigurableProperties = declarations.Filled(configurable, Value("configurable_properties")).ToJson(),
            ModifiableAttributes = declarations.Filled(modifiable, Value("modifiable_attributes")).ToJson(),
            DeclaredConfigurableProperties = declarations.Members(configurable),
            DeclaredExtensions = declarations.Members(declarations.MemberType(modifiable, "extensions")),
            DeclaredMetadata = declarations.Members(declarations.MemberType(modifiable, "metadata")),
        };
        foreach (var (context, flavour) in built)
        {
            new ChangeChecks(context, vnf).Check(flavour);
        }

        return vnf;
    }

    /// <summary>The templates that substitute the VNF node; the entry itself when none does or when it is the only one.</summary>
    private List<ServiceTemplate> FlavourTemplates(ToscaType type)
    {
        var found = templates.Where(t => t.SubstitutionType is { } s && s.IsA(VnfType) && (ReferenceEquals(t, top) || s.IsA(type.Name) || type.IsA(s.Name))).ToList();
        return found.Count == 0 ? [top] : found;
    }

    private string? FlavourId(ServiceTemplate template, ToscaType type)
    {
        var at = template.Static(template.Substitution?.At("properties", "flavour_id")) ?? Filtered(template.Substitution);
        var id = at?.Text ?? template.NodesOf(VnfType).FirstOrDefault()?.Assigned("flavour_id")?.Text;
        var schema = type.Properties.GetValueOrDefault("flavour_id");
        var valid = schema?.Constraints.SelectMany(c => c["valid_values"]?.Items ?? []).Select(v => v.Text).OfType<string>().ToList() ?? [];
        if (id is not null && valid.Count > 0 && !valid.Contains(id, StringComparer.Ordinal))
        {
            diagnostics.Deviation("TOSCA0302", at ?? template.Topology, $"flavour '{id}' is not among the flavours that type {type.Name} allows: {string.Join(", ", valid)}", "SOL001 §6.11", DidYouMean.Hint(id, valid));
        }

        return id ?? schema?.Default?.Text;
    }

    /// <summary>flavour_id as a node filter: TOSCA 1.3 substitution_filter, or node_filter.</summary>
    private static YNode? Filtered(YNode? substitution)
    {
        foreach (var filter in new[] { substitution?["substitution_filter"], substitution?["node_filter"] })
        {
            foreach (var (key, constraints) in (filter?["properties"]?.Items ?? []).SelectMany(i => i.Entries))
            {
                if (key.Value is "flavour_id")
                {
                    return constraints is YScalar ? constraints : constraints.Items.Select(c => c["equal"]).FirstOrDefault(c => c is not null);
                }
            }
        }

        return null;
    }
}
