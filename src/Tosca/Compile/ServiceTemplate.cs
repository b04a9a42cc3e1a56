using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Functions;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>One topology template with names resolved and functions evaluated as far as they are known before run time.</summary>
internal sealed class ServiceTemplate
{
    private const int MaxElements = 5_000;

    private readonly DiagnosticBag _diagnostics;
    private readonly FunctionEvaluator _functions;
    private ILookup<string, Policy>? _policiesByTarget;
    private readonly Dictionary<string, NodeTemplate> _nodes = new(StringComparer.Ordinal);

    public ServiceTemplate(SourceFile source, TypeSystem types, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        _functions = new FunctionEvaluator(this, diagnostics);
        Source = source;
        Topology = source.Root["topology_template"] ?? source.Root;
        Inputs = (Topology["inputs"] ?? source.Root["inputs"]) as YMap;
        Substitution = Topology["substitution_mappings"];
        SubstitutionType = (Substitution?["node_type"])?.Text is { } name ? types.Require(TypeKind.Node, name, Substitution["node_type"]!) : null;
        ReadNodes(types, Topology["node_templates"] ?? source.Root["node_templates"]);
        ReadRelationships(types, Topology["relationship_templates"]);
        foreach (var node in Nodes)
        {
            node.ChooseTargets(types, diagnostics);
        }

        ReadPolicies(types, Topology["policies"], misplaced: false);
        ReadGroups(types, Topology["groups"]);
        if (!ReferenceEquals(Topology, source.Root))
        {
            ReadPolicies(types, source.Root["policies"], misplaced: true);
            ReadGroups(types, source.Root["groups"]);
        }
    }

    public SourceFile Source { get; }

    public YNode Topology { get; }

    /// <summary>The inputs by name, or null when there are none.</summary>
    public YMap? Inputs { get; }

    public YNode? Substitution { get; }

    public ToscaType? SubstitutionType { get; }

    public List<NodeTemplate> Nodes { get; } = [];

    public List<RelationshipTemplate> Relationships { get; } = [];

    public List<Policy> Policies { get; } = [];

    public List<Group> Groups { get; } = [];

    public NodeTemplate? Node(string? name) => name is null ? null : _nodes.GetValueOrDefault(name);

    public IEnumerable<string> NodeNames => _nodes.Keys;

    public IEnumerable<NodeTemplate> NodesOf(string type) => Nodes.Where(n => n.IsA(type));

    public IEnumerable<Policy> PoliciesOf(string type) => Policies.Where(p => p.Type.IsA(type));

    /// <summary>Policies of a type that name the target; found without a walk over all policies.</summary>
    public IEnumerable<Policy> PoliciesOn(string type, string target)
    {
        _policiesByTarget ??= Policies.SelectMany(p => p.Targets.Select(t => t.Text).OfType<string>().Distinct(StringComparer.Ordinal).Select(t => (Target: t, Policy: p)))
            .ToLookup(p => p.Target, p => p.Policy, StringComparer.Ordinal);
        return _policiesByTarget[target].Where(p => p.Type.IsA(type));
    }

    /// <summary>Whether a name stands for anything in the template that has properties.</summary>
    public bool IsEntity(string name) =>
        _nodes.ContainsKey(name) || Relationships.Exists(r => string.Equals(r.Name, name, StringComparison.Ordinal))
        || Groups.Exists(g => string.Equals(g.Name, name, StringComparison.Ordinal)) || Policies.Exists(p => string.Equals(p.Name, name, StringComparison.Ordinal))
        || (Topology["node_templates"] as YMap)?.TryGet(name, out _) == true;

    /// <summary>Evaluates; null when the value is known only at run time.</summary>
    public YNode? Static(YNode? node) => Static(node, null);

    /// <summary>Evaluates what is written in a node template; null when the value is known only at run time.</summary>
    public YNode? Static(YNode? node, NodeTemplate? self)
    {
        if (node is null)
        {
            return null;
        }

        var value = Evaluate(node, new FunctionScope(self));
        return value.IsNull || ValueChecker.IsFunction(value) ? null : value;
    }

    /// <summary>Evaluates as far as values are known before run time.</summary>
    public YNode Evaluate(YNode node, FunctionScope scope) => _functions.Evaluate(node, scope);

    /// <summary>Requirement mappings of the substitution: requirement → (node, requirement); both spellings, and under properties as some write it.</summary>
    public IEnumerable<(string Requirement, string Node, YNode At)> MappedRequirements()
    {
        foreach (var section in new[] { Substitution?["requirements"], Substitution?.At("properties", "requirements") })
        {
            var maps = section switch
            {
                YMap => [section],
                YList l => l.Values,
                _ => (IReadOnlyList<YNode>)[],
            };
            foreach (var (key, value) in maps.SelectMany(m => m.Entries))
            {
                var target = value is YMap ? value["mapping"] ?? value["node"] : value;
                if (target?.Items is [{ Text: { } node }, ..])
                {
                    yield return (key.Value, node, value);
                }
            }
        }
    }

    private void ReadNodes(TypeSystem types, YNode? section)
    {
        if (section is not null and not YMap)
        {
            _diagnostics.Error("TOSCA0123", section, $"node_templates must be a map by name, found {section.Describe()}", "TOSCA 1.3 §3.9.1");
        }

        foreach (var (key, written) in section.OrEmpty())
        {
            if (Nodes.Count >= MaxElements)
            {
                _diagnostics.Error("TOSCA0125", key, $"the template has more than {MaxElements} node templates");
                break;
            }

            var body = TemplateCopy.Resolve($"node template '{key.Value}'", written, section!, _diagnostics);
            if (body["type"] is { Text: { } typeName } typeNode)
            {
                if (types.Require(TypeKind.Node, typeName, typeNode) is { } type)
                {
                    var node = new NodeTemplate(this, key, body, type);
                    _nodes[key.Value] = node;
                    Nodes.Add(node);
                }
            }
            else
            {
                _diagnostics.Error("TOSCA0123", key, $"node template '{key.Value}' has no type", "TOSCA 1.3 §3.8.3");
            }
        }
    }

    private void ReadRelationships(TypeSystem types, YNode? section)
    {
        foreach (var (key, written) in section.OrEmpty())
        {
            if (Relationships.Count >= MaxElements)
            {
                _diagnostics.Error("TOSCA0125", key, $"the template has more than {MaxElements} relationship templates");
                break;
            }

            var body = TemplateCopy.Resolve($"relationship template '{key.Value}'", written, section!, _diagnostics);
            if (body["type"] is not { Text: { } typeName } typeNode)
            {
                _diagnostics.Error("TOSCA0123", key, $"relationship template '{key.Value}' has no type", "TOSCA 1.3 §3.8.4");
            }
            else if (types.Require(TypeKind.Relationship, typeName, typeNode) is { } type)
            {
                Relationships.Add(new RelationshipTemplate(key.Value, type, body, key));
            }
        }
    }

    private void ReadPolicies(TypeSystem types, YNode? section, bool misplaced)
    {
        if (section is YMap && !misplaced)
        {
            _diagnostics.Deviation("TOSCA0123", section, "policies must be a list of maps, found a map; read as such a list", "TOSCA 1.3 §3.9.1");
        }

        foreach (var (key, body) in section is YMap ? section.Entries : (section?.Items ?? []).SelectMany(i => i.Entries))
        {
            if (Policies.Count >= MaxElements)
            {
                _diagnostics.Error("TOSCA0125", key, $"the template has more than {MaxElements} policies");
                break;
            }

            var typeNode = body["type"];
            if (typeNode?.Text is not { } typeName)
            {
                _diagnostics.ErrorUnless(misplaced, "TOSCA0123", key, $"policy '{key.Value}' has no type", "TOSCA 1.3 §3.8.6");
            }
            else if (types.Require(TypeKind.Policy, typeName, typeNode) is { } type)
            {
                Policies.Add(new Policy(key.Value, type, body, key, misplaced, body["targets"]?.Items ?? []));
            }
        }
    }

    private void ReadGroups(TypeSystem types, YNode? section)
    {
        foreach (var (key, body) in section is YList list ? list.Values.SelectMany(i => i.Entries) : section.OrEmpty())
        {
            if (body["type"] is { Text: { } typeName } typeNode && types.Require(TypeKind.Group, typeName, typeNode) is { } type)
            {
                Groups.Add(new Group(key.Value, type, body, key, body["members"]?.Items ?? []));
            }
        }
    }
}
