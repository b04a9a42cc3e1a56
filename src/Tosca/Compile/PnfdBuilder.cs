using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Builds the <see cref="PnfDescriptor"/> (SOL001 §8).</summary>
internal sealed class PnfdBuilder(BuildContext context)
{
    public const string PnfType = "tosca.nodes.nfv.PNF";

    public PnfDescriptor? Build()
    {
        var node = context.Template.NodesOf(PnfType).FirstOrDefault();
        var type = node?.Type ?? context.Template.SubstitutionType;
        if (type is null)
        {
            return null;
        }

        YNode? Value(string name) => node?.Property(name) ?? context.Template.Static(type.Properties.GetValueOrDefault(name)?.Default);
        if (Value("descriptor_id")?.Text is not { Length: > 0 } id)
        {
            context.Diagnostics.Error("TOSCA0232", node?.At ?? context.Template.Substitution ?? context.Template.Topology, "the PNF has no 'descriptor_id'", "SOL001 §8.8.1", "give the PNF node the property descriptor_id, or its type a default");
            return null;
        }

        var mapped = context.Template.MappedRequirements().Select(m => (m.Requirement, m.Node)).ToList();
        return new PnfDescriptor
        {
            PnfdId = id,
            InvariantId = Value("descriptor_invariant_id")?.Text ?? "",
            ExtInvariantId = Value("ext_invariant_id")?.Text,
            Provider = Value("provider")?.Text ?? "",
            Version = Value("version")?.Text ?? "",
            Name = Value("name")?.Text ?? "",
            FunctionDescription = Value("function_description")?.Text,
            Location = Location(Value("geographical_location_info")),
            VersionDependencies = Value("version_dependency").VersionDependencies(),
            SecurityGroupRules = context.Template.Policies
                .Where(p => p.Type.IsA("tosca.policies.nfv.PnfSecurityGroupRule") || p.Type.IsA("tosca.policies.nfv.SecurityGroupRule")).Select(Read.SecurityRule).ToList(),
            ExtCps = context.Template.NodesOf("tosca.nodes.nfv.PnfExtCp").Select(n => new ExtCp
            {
                CpdId = n.Name,
                RequirementName = mapped.Find(m => m.Node == n.Name).Requirement,
                LayerProtocols = n.Property("layer_protocols").Texts(),
                Addressing = n.Property("protocol").Addressing(),
                Mandatory = mapped.Find(m => m.Node == n.Name).Requirement is { } requirement && type.Requirements.GetValueOrDefault(requirement)?.MinOccurrences > 0,
                Description = n.Property("description")?.Text,
            }).ToList(),
        };
    }

    private static GeographicalLocation? Location(YNode? node) => node is not YMap ? null : new GeographicalLocation
    {
        CountryCode = node["country_code"]?.Text,
        CivicAddress = (node["civic_address_element"]?.Items ?? [])
            .Select(e => KeyValuePair.Create(e["ca_type"]?.Text ?? "", e["ca_value"]?.Text ?? "")).ToList(),
        Latitude = node.At("geographic_coordinates", "latitude")?.Text,
        Longitude = node.At("geographic_coordinates", "longitude")?.Text,
        Altitude = node.At("geographic_coordinates", "altitude")?.Text,
    };
}
