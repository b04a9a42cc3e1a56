using System.Globalization;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>One topology template with names resolved and functions evaluated as far as they are known before run time.</summary>
internal sealed class ServiceTemplate
{
    private const int MaxElements = 5_000;
    private const int MaxEvaluations = 2_000_000;
    private const int MaxTextLength = 65_536;

    private readonly DiagnosticBag _diagnostics;
    private int _evaluations;
    private readonly Dictionary<string, NodeTemplate> _nodes = new(StringComparer.Ordinal);

    public ServiceTemplate(SourceFile source, TypeSystem types, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        Source = source;
        Topology = source.Root["topology_template"] ?? source.Root;
        Substitution = Topology["substitution_mappings"];
        SubstitutionType = (Substitution?["node_type"])?.Text is { } name ? types.Require(TypeKind.Node, name, Substitution["node_type"]!) : null;
        foreach (var (key, body) in (Topology["node_templates"] ?? source.Root["node_templates"]).OrEmpty())
        {
            if (Nodes.Count >= MaxElements)
            {
                diagnostics.Error("TOSCA0125", key, $"the template has more than {MaxElements} node templates");
                break;
            }

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
                diagnostics.Error("TOSCA0123", key, $"node template '{key.Value}' has no type", "TOSCA 1.3 §3.8.3");
            }
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

    public YNode? Substitution { get; }

    public ToscaType? SubstitutionType { get; }

    public List<NodeTemplate> Nodes { get; } = [];

    public List<Policy> Policies { get; } = [];

    public List<Group> Groups { get; } = [];

    public NodeTemplate? Node(string? name) => name is null ? null : _nodes.GetValueOrDefault(name);

    public IEnumerable<string> NodeNames => _nodes.Keys;

    public IEnumerable<NodeTemplate> NodesOf(string type) => Nodes.Where(n => n.IsA(type));

    public IEnumerable<Policy> PoliciesOf(string type) => Policies.Where(p => p.Type.IsA(type));

    /// <summary>Evaluates; null when the value is known only at run time.</summary>
    public YNode? Static(YNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var value = Evaluate(node, 0);
        return value.IsNull || ValueChecker.IsFunction(value) ? null : value;
    }

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

    private YNode Evaluate(YNode node, int depth)
    {
        // functions may refer to properties that are functions, many times over: depth and work are bounded
        if (depth > 100 || ++_evaluations > MaxEvaluations)
        {
            return node;
        }

        switch (node)
        {
            case YMap map when ValueChecker.IsFunction(map):
                return Function(map, depth);
            case YMap map:
                YMap? changed = null;
                foreach (var (key, value) in map.Pairs)
                {
                    var evaluated = Evaluate(value, depth + 1);
                    if (!ReferenceEquals(evaluated, value) && changed is null)
                    {
                        changed = new YMap(map.File, map.Line, map.Column);
                        foreach (var (k, v) in map.Pairs)
                        {
                            changed.Set(k, v);
                        }
                    }

                    changed?.Set(key, evaluated);
                }

                return changed ?? node;
            case YList list:
                var items = list.Values.ConvertAll(v => Evaluate(v, depth + 1));
                return items.Zip(list.Values, ReferenceEquals).All(same => same) ? node : new YList(list.File, list.Line, list.Column, items);
            default:
                return node;
        }
    }

    private YNode Function(YMap function, int depth)
    {
        var (key, argument) = (function.Pairs[0].Key, function.Pairs[0].Value);
        var arguments = argument.Items.Select(a => Evaluate(a, depth + 1)).ToList();
        switch (key.Value)
        {
            case "get_input" when arguments is [{ Text: { } input }, ..]:
                if ((Topology["inputs"] ?? Source.Root["inputs"])?[input] is not { } declared)
                {
                    if ((Topology["inputs"] as YMap)?.TryGet(input, out _) != true)
                    {
                        _diagnostics.Deviation("TOSCA0235", argument, $"get_input names '{input}', which is no input of this template; the value is taken at run time", "TOSCA 1.3 §4.4.1", DidYouMean.Hint(input, Topology["inputs"].OrEmpty().Select(p => p.Key.Value)));
                    }

                    return function;
                }

                return Nested(declared["default"], arguments, 1) ?? function;

            case "get_property" when arguments is [{ Text: { } owner }, { Text: { } property }, ..]:
                var target = Node(owner);
                return target is null ? function : Nested(target.Body.At("properties", property) is { } raw ? Evaluate(raw, depth + 10) : target.Type.Properties.GetValueOrDefault(property)?.Default, arguments, 2) ?? function;

            case "concat" when arguments.TrueForAll(a => a is YScalar):
                return Text(function, string.Concat(arguments.Select(a => a.Text)));

            case "join" when arguments is [YList parts, ..] && parts.Values.TrueForAll(a => a is YScalar):
                return Text(function, string.Join(arguments.Count > 1 ? arguments[1].Text ?? "" : "", parts.Values.Select(a => a.Text)));

            case "token" when arguments is [{ Text: { } text }, { Text: { Length: > 0 } separators }, { Text: { } index }] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i):
                var pieces = text.Split(separators.ToCharArray());
                return i < pieces.Length ? Text(function, pieces[i]) : function;

            default:
                return function;
        }
    }

    private static YNode? Nested(YNode? value, List<YNode> arguments, int from)
    {
        for (var i = from; i < arguments.Count && value is not null; i++)
        {
            value = value is YList list && int.TryParse(arguments[i].Text, out var index) ? list.Values.ElementAtOrDefault(index) : value[arguments[i].Text ?? ""];
        }

        return value;
    }

    private static YScalar Text(YNode at, string value) => new(at.File, at.Line, at.Column, value.Length > MaxTextLength ? value[..MaxTextLength] : value, quoted: true);
}
