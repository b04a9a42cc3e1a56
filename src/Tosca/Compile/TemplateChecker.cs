using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Checks a template against its types: grammar of node templates, properties, capabilities, requirements, policies, groups.</summary>
internal sealed class TemplateChecker(TypeSystem types, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> s_nodeKeys = new(StringComparer.Ordinal)
    {
        "type", "description", "metadata", "directives", "properties", "attributes", "requirements", "capabilities", "interfaces", "artifacts", "node_filter", "copy",
    };

    private static readonly HashSet<string> s_policyKeys = new(StringComparer.Ordinal)
    {
        "type", "description", "metadata", "properties", "targets", "triggers",
    };

    private readonly ValueChecker _values = new(types, diagnostics);

    public void Check(ServiceTemplate template, bool networkService)
    {
        foreach (var node in template.Nodes)
        {
            Keys(node.Body, s_nodeKeys, $"node template '{node.Name}'", "TOSCA 1.3 §3.8.3");

            // constituents of a network service are described by their own descriptors: only what is written is checked
            if (!networkService || !(node.IsA("tosca.nodes.nfv.VNF") || node.IsA("tosca.nodes.nfv.PNF")))
            {
                _values.CheckProperties(node.Type, node.Body["properties"], node.At, new ValueOwner("node", node.Name));
            }

            Capabilities(node);
            foreach (var requirement in node.Requirements.Where(r => r.Name is "dependency"))
            {
                if (requirement.Target is { } target && template.Node(target) is null && types.Find(TypeKind.Node, target) is null)
                {
                    diagnostics.Error("TOSCA0238", requirement.At, $"node '{node.Name}' depends on '{target}', which is no node of this template", "TOSCA 1.3 §3.8.2", DidYouMean.Hint(target, template.NodeNames));
                }
            }
        }

        foreach (var policy in template.Policies)
        {
            Keys(policy.Body, s_policyKeys, $"policy '{policy.Name}'", "TOSCA 1.3 §3.8.6");
            _values.CheckProperties(policy.Type, policy.Body["properties"], policy.At, new ValueOwner("policy", policy.Name));
        }

        foreach (var group in template.Groups)
        {
            foreach (var member in group.Members)
            {
                if (member.Text is { } name && template.Node(name) is null)
                {
                    diagnostics.Error("TOSCA0307", member, $"group '{group.Name}' has the member '{name}', which is no node of this template", "TOSCA 1.3 §3.8.5", DidYouMean.Hint(name, template.NodeNames));
                }
            }
        }
    }

    private void Capabilities(NodeTemplate node)
    {
        foreach (var (key, body) in node.Body["capabilities"].OrEmpty())
        {
            if (!node.Type.Capabilities.TryGetValue(key.Value, out var slot))
            {
                diagnostics.Deviation("TOSCA0236", key, $"node '{node.Name}' has the capability '{key.Value}', which its type {node.Type.Name} does not define", "TOSCA 1.3 §3.8.1", DidYouMean.Hint(key.Value, node.Type.Capabilities.Keys));
                continue;
            }

            if (slot.Type is null || types.Find(TypeKind.Capability, slot.Type) is not { } type || body.IsNull)
            {
                continue;
            }

            var properties = body["properties"];
            if (properties is null && body is YMap { Pairs.Count: > 0 } && body["attributes"] is null)
            {
                diagnostics.Deviation("TOSCA0123", body, $"capability '{key.Value}' of node '{node.Name}' has its values without the level 'properties'; read as properties", "TOSCA 1.3 §3.8.1");
                properties = body;
            }

            _values.CheckProperties(type, properties, key, new ValueOwner("node", node.Name, $"capability '{key.Value}'"));
        }
    }

    private void Keys(YNode body, HashSet<string> known, string what, string clause)
    {
        foreach (var (key, _) in body.Entries)
        {
            if (!known.Contains(key.Value))
            {
                diagnostics.Deviation("TOSCA0122", key, $"{what} has the unknown key '{key.Value}', which is not read", clause, DidYouMean.Hint(key.Value, known));
            }
        }
    }
}
