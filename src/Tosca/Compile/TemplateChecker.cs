using NfvOrchestrator.Tosca.Checks;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Functions;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Workflows;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Checks a template against its types: grammar, values, capabilities, requirements, interfaces, artifacts, groups, policies, mappings, workflows.</summary>
internal sealed class TemplateChecker
{
    private readonly TypeSystem _types;
    private readonly DiagnosticBag _diagnostics;
    private readonly ValueChecker _values;
    private readonly RequirementChecker _requirements;
    private readonly InterfaceChecker _interfaces;
    private readonly ParameterChecker _parameters;
    private readonly PolicyChecker _policies;
    private readonly WorkflowChecker _workflows;
    private readonly SubstitutionChecker _substitution;

    public TemplateChecker(TypeSystem types, DiagnosticBag diagnostics)
    {
        (_types, _diagnostics) = (types, diagnostics);
        _values = new ValueChecker(types, diagnostics);
        _requirements = new RequirementChecker(types, diagnostics);
        _interfaces = new InterfaceChecker(types, _values, diagnostics);
        _parameters = new ParameterChecker(types, _values, diagnostics);
        var conditions = new ConditionChecker(types, diagnostics);
        _workflows = new WorkflowChecker(types, _values, conditions, diagnostics);
        _policies = new PolicyChecker(types, _values, conditions, _workflows, diagnostics);
        _substitution = new SubstitutionChecker(types, _values, diagnostics);
    }

    public void Check(ServiceTemplate template, bool networkService)
    {
        if (!ReferenceEquals(template.Topology, template.Source.Root))
        {
            Grammar.Topology.Check(template.Topology, "topology_template", "TOSCA 1.3 §3.9.1", _diagnostics);
        }

        // inputs first: what is wrong with a default is told there, not where it is used
        _parameters.Check(template);
        var mapped = SubstitutionChecker.MappedRequirements(template);
        foreach (var node in template.Nodes)
        {
            Node(template, node, mapped, networkService && (node.IsA("tosca.nodes.nfv.VNF") || node.IsA("tosca.nodes.nfv.PNF")));
        }

        foreach (var relationship in template.Relationships)
        {
            Grammar.Relationship.Check(relationship.Body, $"relationship template '{relationship.Name}'", "TOSCA 1.3 §3.8.4", _diagnostics);
            var properties = relationship.Body["properties"];
            _values.CheckProperties(relationship.Type, properties is null ? null : template.Evaluate(properties, default), relationship.At, new ValueOwner("relationship", relationship.Name));
        }

        foreach (var policy in template.Policies)
        {
            _policies.Policy(template, policy);
        }

        foreach (var group in template.Groups)
        {
            _policies.Group(template, group);
        }

        _substitution.Check(template);
        _workflows.Check(template);
    }

    private void Node(ServiceTemplate template, NodeTemplate node, HashSet<(string Node, string Requirement)> mapped, bool constituent)
    {
        Grammar.Node.Check(node.Body, $"node template '{node.Name}'", "TOSCA 1.3 §3.8.3", _diagnostics);

        // constituents of a network service are described by their own descriptors: only what is written is checked
        var properties = node.Body["properties"];
        var evaluated = properties is null ? null : template.Evaluate(properties, new FunctionScope(node));
        if (constituent)
        {
            foreach (var (key, value) in evaluated.OrEmpty())
            {
                if (node.Type.Properties.TryGetValue(key.Value, out var schema))
                {
                    _values.CheckValue(schema.Value, value, key.Value, new ValueOwner("node", node.Name));
                }
            }
        }
        else
        {
            _values.CheckProperties(node.Type, evaluated, node.At, new ValueOwner("node", node.Name));
        }

        _parameters.Attributes(template, node);
        Capabilities(template, node);
        Artifacts(template, node);
        _requirements.Check(template, node, mapped);
        _interfaces.Check(template, node);
    }

    private void Capabilities(ServiceTemplate template, NodeTemplate node)
    {
        foreach (var (key, body) in node.Body["capabilities"].OrEmpty())
        {
            if (!node.Type.Capabilities.TryGetValue(key.Value, out var slot))
            {
                _diagnostics.Deviation("TOSCA0236", key, $"node '{node.Name}' has the capability '{key.Value}', which its type {node.Type.Name} does not define", "TOSCA 1.3 §3.8.1", DidYouMean.Hint(key.Value, node.Type.Capabilities.Keys));
                continue;
            }

            if (slot.Type is null || _types.Find(TypeKind.Capability, slot.Type) is not { } type || body.IsNull)
            {
                continue;
            }

            var properties = body["properties"];
            if (properties is null && body is YMap { Pairs: { Count: > 0 } pairs } && !pairs.Exists(p => Grammar.Capability.Contains(p.Key.Value)))
            {
                _diagnostics.Deviation("TOSCA0123", body, $"capability '{key.Value}' of node '{node.Name}' has its values without the level 'properties'; read as properties", "TOSCA 1.3 §3.8.1");
                properties = body;
            }
            else
            {
                Grammar.Capability.Check(body, $"capability '{key.Value}' of node '{node.Name}'", "TOSCA 1.3 §3.8.1", _diagnostics);
            }

            // what the node type sets for its capability need not be assigned again
            var evaluated = properties is null ? null : template.Evaluate(properties, new FunctionScope(node));
            if (slot.Declared["properties"] is YMap preset)
            {
                var together = new YMap(body.File, body.Line, body.Column);
                foreach (var (name, value) in preset.Pairs.Concat(evaluated.OrEmpty()))
                {
                    together.Set(name, value);
                }

                evaluated = together;
            }

            _values.CheckProperties(type, evaluated, key, new ValueOwner("node", node.Name, $"capability '{key.Value}'"));
        }
    }

    private void Artifacts(ServiceTemplate template, NodeTemplate node)
    {
        foreach (var (key, body) in node.Body["artifacts"].OrEmpty())
        {
            if (body is not YMap)
            {
                continue;
            }

            Grammar.Artifact.Check(body, $"artifact '{key.Value}' of node '{node.Name}'", "TOSCA 1.3 §3.6.7", _diagnostics);
            if (body["file"] is null && body["type"] is not null)
            {
                _diagnostics.Deviation("TOSCA0123", key, $"artifact '{key.Value}' of node '{node.Name}' has no file", "TOSCA 1.3 §3.6.7");
            }

            if (body["repository"] is { Text: { } repository } at && template.Source.Root.At("repositories", repository) is null)
            {
                _diagnostics.Deviation("TOSCA0115", at, $"artifact '{key.Value}' of node '{node.Name}' is in the repository '{repository}', which is not defined", "TOSCA 1.3 §3.6.6", DidYouMean.Hint(repository, template.Source.Root["repositories"].OrEmpty().Select(r => r.Key.Value)));
            }

            if (body["type"] is { Text: { } typeName } typeNode && _types.Require(TypeKind.Artifact, typeName, typeNode) is { } type && body["properties"] is { } properties)
            {
                _values.CheckProperties(type, template.Evaluate(properties, new FunctionScope(node)), key, new ValueOwner("node", node.Name, $"artifact '{key.Value}'"));
            }
        }
    }
}
