using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>VNF indicators and the policies over them (SOL001 §6.7.3, §6.10.13).</summary>
internal sealed class IndicatorBuilder(BuildContext context, ToscaType vnfType)
{
    public List<VnfIndicatorDescriptor> Policies() => context.Template.PoliciesOf("tosca.policies.nfv.VnfIndicator").Select(p => new VnfIndicatorDescriptor
    {
        Id = p.Name,
        Source = p["source"]?.Text ?? "vnf",
        Triggers = p.Body["triggers"].ToJson(),
        Rules = TriggerReader.Read(p.Body["triggers"]),
        Targets = p.Targets.Select(t => t.Text).OfType<string>().ToList(),
    }).ToList();

    public List<VnfIndicatorDeclaration> Declared(IReadOnlyList<VnfIndicatorDescriptor> policies)
    {
        var found = new Dictionary<string, VnfIndicatorDeclaration>(StringComparer.Ordinal);
        string SourceOf(string attribute) => policies.FirstOrDefault(p => p.Rules.Any(r => r.Conditions.Any(c => c.Attribute == attribute)))?.Source ?? "both_vnf_and_em";

        foreach (var (notification, output) in Outputs())
        {
            found.TryAdd(output, new VnfIndicatorDeclaration
            {
                Id = output,
                Source = SourceOf(output),
                ValueType = Attribute(output)?["type"]?.Text,
                Description = Attribute(output)?["description"]?.Text,
                Notification = notification,
            });
        }

        // what only conditions name: scale levels and states are attributes of the VNF that nobody reports
        foreach (var attribute in policies.SelectMany(p => p.Rules).SelectMany(r => r.Conditions).Select(c => c.Attribute).Where(a => !a.EndsWith("scale_level", StringComparison.Ordinal) && a is not "scale_status"))
        {
            found.TryAdd(attribute, new VnfIndicatorDeclaration
            {
                Id = attribute,
                Source = SourceOf(attribute),
                ValueType = Attribute(attribute)?["type"]?.Text,
                Description = Attribute(attribute)?["description"]?.Text,
            });
        }

        return found.Values.ToList();
    }

    /// <summary>Attributes that the notifications of the VnfIndicator interface set: name of the notification and of the attribute.</summary>
    private IEnumerable<(string Notification, string Attribute)> Outputs()
    {
        for (var t = vnfType; t is not null; t = t.Parent)
        {
            foreach (var (_, definition) in t.Body["interfaces"].OrEmpty().Where(i => IsIndicatorInterface(i.Key.Value, i.Value)))
            {
                foreach (var (name, notification) in definition["notifications"].OrEmpty())
                {
                    foreach (var (output, mapping) in notification["outputs"].OrEmpty())
                    {
                        // [SELF, attribute]; a longer mapping leads into a structure
                        yield return (name.Value, mapping.Items is [_, { Text: { } attribute }] ? attribute : output.Value);
                    }
                }
            }
        }
    }

    private bool IsIndicatorInterface(string name, YNode definition) =>
        name is "VnfIndicator" || (definition["type"]?.Text is { } type && context.Types.Find(TypeKind.Interface, type)?.IsA("tosca.interfaces.nfv.VnfIndicator") == true);

    private YNode? Attribute(string name)
    {
        for (var t = vnfType; t is not null; t = t.Parent)
        {
            if (t.Body.At("attributes", name) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
