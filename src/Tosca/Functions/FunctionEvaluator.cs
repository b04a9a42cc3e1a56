using System.Globalization;
using System.Text;
using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Functions;

/// <summary>
/// Evaluates intrinsic functions (TOSCA 1.3 §4) as far as their values are known before run time; the others stay as they are
/// written. Every property is evaluated once; work, depth and the length of texts are bounded, for functions can multiply.
/// </summary>
internal sealed class FunctionEvaluator(ServiceTemplate template, DiagnosticBag diagnostics)
{
    private const int MaxDepth = 100;
    private const int MaxEvaluations = 500_000;
    private const int MaxTextLength = 65_536;
    private const int MaxTextTotal = 16 * 1024 * 1024;

    private static readonly HashSet<string> s_reflected = new(StringComparer.Ordinal) { "tosca_id", "tosca_name", "state", "id", "name" };

    private readonly Dictionary<(NodeTemplate Node, string? Capability, string Property), YNode?> _values = [];
    private readonly List<(NodeTemplate Node, string? Capability, string Property)> _open = [];
    private int _evaluations;
    private int _produced;

    /// <summary>The value; functions in it that cannot be evaluated stay.</summary>
    public YNode Evaluate(YNode node, FunctionScope scope) => node.HasFunction ? Evaluate(node, scope, 0) : node;

    private YNode Evaluate(YNode node, FunctionScope scope, int depth)
    {
        if (!node.HasFunction || depth > MaxDepth || ++_evaluations > MaxEvaluations)
        {
            return node;
        }

        switch (node)
        {
            case YMap map when ValueChecker.IsFunction(map):
                return Call(map, scope, depth);
            case YMap map:
                var result = new YMap(map.File, map.Line, map.Column);
                foreach (var (key, value) in map.Pairs)
                {
                    result.Set(key, Evaluate(value, scope, depth + 1));
                }

                return result;
            case YList list:
                return new YList(list.File, list.Line, list.Column, list.Values.ConvertAll(v => Evaluate(v, scope, depth + 1)));
            default:
                return node;
        }
    }

    private YNode Call(YMap function, FunctionScope scope, int depth)
    {
        var (key, argument) = function.Pairs[0];
        var arguments = argument.Items.Select(a => Evaluate(a, scope, depth + 1)).ToList();
        var value = key.Value switch
        {
            "get_input" => Input(function, arguments, scope, depth),
            "get_property" => Property(function, arguments, scope, depth, attribute: false),
            "get_attribute" => Property(function, arguments, scope, depth, attribute: true),
            "get_artifact" => Artifact(function, arguments, scope),
            "get_nodes_of_type" => NodesOfType(function, arguments),
            "get_operation_output" => OperationOutput(function, arguments, scope),
            "concat" => Concat(function, argument, arguments),
            "join" => Join(function, arguments),
            _ => Token(function, arguments),
        };
        return value ?? function;
    }

    private YNode? Input(YMap function, List<YNode> arguments, FunctionScope scope, int depth)
    {
        if (arguments is not [{ Text: { } name }, ..])
        {
            return Wrong(function, "get_input takes the name of an input");
        }

        if (template.Inputs is not { } inputs || !inputs.TryGet(name, out var declared))
        {
            diagnostics.Deviation("TOSCA0235", function.Pairs[0].Value, $"get_input names '{name}', which is no input of this template; the value is taken at run time", "TOSCA 1.3 §4.4.1", DidYouMean.Hint(name, template.Inputs.OrEmpty().Select(p => p.Key.Value)));
            return null;
        }

        var value = declared["value"] ?? declared["default"];
        return value is null ? null : Nested(function, Evaluate(value, scope, depth + 1), arguments, 1, $"input '{name}'");
    }

    private YNode? Property(YMap function, List<YNode> arguments, FunctionScope scope, int depth, bool attribute)
    {
        var word = attribute ? "get_attribute" : "get_property";
        if (arguments is not [{ Text: { } owner }, { Text: { } name }, ..])
        {
            return Wrong(function, $"{word} takes the name of a node (or SELF, HOST, SOURCE, TARGET) and of a property");
        }

        if (Entity(function, owner, name, scope) is not { } node)
        {
            return null;
        }

        var known = attribute
            ? node.Type.Attributes.ContainsKey(name) || s_reflected.Contains(name) || node.Body["attributes"] is YMap own && own.TryGet(name, out _)
            : false;
        if (known)
        {
            return null;
        }

        if (node.Type.Properties.ContainsKey(name) || node.Body["properties"] is YMap properties && properties.TryGet(name, out _))
        {
            return Value(function, node, null, name, depth) is { } value ? Nested(function, value, arguments, 2, $"property '{name}' of node '{node.Name}'") : null;
        }

        // through a requirement to a capability or the node at its other end, or into an own capability
        var requirement = node.RequirementsNamed(name).FirstOrDefault();
        if (requirement is not null || node.Type.Requirements.ContainsKey(name))
        {
            if (arguments.Count < 3 || arguments[2].Text is not { } behind)
            {
                return Wrong(function, $"{word} names the requirement '{name}' of node '{node.Name}' but no property behind it");
            }

            return template.Node(requirement?.Target) is { } target ? Behind(function, target, node, name, requirement!, behind, arguments, depth) : null;
        }

        if (node.Type.Capabilities.ContainsKey(name))
        {
            return arguments.Count > 2 && arguments[2].Text is { } inner
                ? Value(function, node, name, inner, depth) is { } value ? Nested(function, value, arguments, 3, $"property '{inner}' of capability '{name}'") : null
                : Wrong(function, $"{word} names the capability '{name}' of node '{node.Name}' but no property of it");
        }

        return Wrong(function, $"{word} names '{name}', which is no property{(attribute ? ", attribute" : "")}, requirement or capability of node '{node.Name}' ({node.Type.Name})", DidYouMean.Hint(name, node.Type.Properties.Keys.Concat(node.Type.Attributes.Keys).Concat(node.Type.Capabilities.Keys)));
    }

    private YNode? Behind(YMap function, NodeTemplate target, NodeTemplate source, string requirementName, Requirement requirement, string property, List<YNode> arguments, int depth)
    {
        var wanted = requirement.Capability ?? source.Type.Requirements.GetValueOrDefault(requirementName)?.Type;
        var capability = wanted is null ? null : target.Type.Capabilities.Values.FirstOrDefault(c => string.Equals(c.Name, wanted, StringComparison.Ordinal) || string.Equals(c.Type, wanted, StringComparison.Ordinal));
        var value = (capability is null ? null : Value(function, target, capability.Name, property, depth)) ?? Value(function, target, null, property, depth);
        return value is null ? null : Nested(function, value, arguments, 3, $"property '{property}' of node '{target.Name}'");
    }

    /// <summary>A property (of a capability), assigned or default, evaluated once.</summary>
    private YNode? Value(YMap function, NodeTemplate node, string? capability, string property, int depth)
    {
        var key = (node, capability, property);
        if (_values.TryGetValue(key, out var known))
        {
            return known;
        }

        var circle = _open.IndexOf(key);
        if (circle >= 0)
        {
            var way = string.Join(" → ", _open.Skip(circle).Append((node, capability, property)).Take(8).Select(k => $"{k.Item1.Name}.{k.Item3}"));
            diagnostics.Error("TOSCA0126", function, $"functions refer to each other in a circle: {way}", "TOSCA 1.3 §4", "give one of them a value");
            return null;
        }

        var raw = capability is null ? node.RawProperty(property) : node.RawCapability(capability)?[property];
        if (raw is null)
        {
            return _values[key] = null;
        }

        _open.Add(key);
        var value = Evaluate(raw, new FunctionScope(node), depth + 1);
        _open.RemoveAt(_open.Count - 1);
        return _values[key] = ValueChecker.IsFunction(value) ? null : value;
    }

    private NodeTemplate? Entity(YMap function, string owner, string property, FunctionScope scope)
    {
        switch (owner)
        {
            case "SELF":
                return scope.Self;
            case "SOURCE":
                return scope.Source;
            case "TARGET":
                return scope.Target;
            case "HOST":
                return Host(scope.Self, property);
            case "ORCHESTRATOR":
                return null;
        }

        if (template.Node(owner) is { } node)
        {
            return node;
        }

        if (!template.IsEntity(owner))
        {
            Wrong(function, $"'{owner}' is no node of this template", DidYouMean.Hint(owner, template.NodeNames));
        }

        return null;
    }

    /// <summary>The nearest node that hosts this one and has the property.</summary>
    private NodeTemplate? Host(NodeTemplate? node, string property)
    {
        for (var steps = 0; node is not null && steps < 50; steps++)
        {
            node = template.Node(node.TargetOf("host"));
            if (node?.Type.Properties.ContainsKey(property) == true || node?.Type.Attributes.ContainsKey(property) == true || node?.Type.Capabilities.ContainsKey(property) == true)
            {
                return node;
            }
        }

        return null;
    }

    private YNode? Artifact(YMap function, List<YNode> arguments, FunctionScope scope)
    {
        if (arguments is not [{ Text: { } owner }, { Text: { } name }, ..])
        {
            return Wrong(function, "get_artifact takes the name of a node and of an artifact");
        }

        if (Entity(function, owner, name, scope) is not { } node)
        {
            return null;
        }

        if (node.Artifact(name) is not { } artifact)
        {
            return Wrong(function, $"get_artifact names '{name}', which is no artifact of node '{node.Name}'", DidYouMean.Hint(name, node.Body["artifacts"].OrEmpty().Select(a => a.Key.Value)));
        }

        return artifact is YScalar ? artifact : artifact["file"];
    }

    private YNode? NodesOfType(YMap function, List<YNode> arguments)
    {
        if (arguments is not [{ Text: { } type }])
        {
            return Wrong(function, "get_nodes_of_type takes the name of a node type");
        }

        var names = template.NodesOf(type).Select(n => (YNode)new YScalar(function.File, function.Line, function.Column, n.Name, quoted: true)).ToList();
        return new YList(function.File, function.Line, function.Column, names);
    }

    private YNode? OperationOutput(YMap function, List<YNode> arguments, FunctionScope scope)
    {
        if (arguments is not [{ Text: { } owner }, { Text: { } name }, { Text: not null }, { Text: not null }])
        {
            return Wrong(function, "get_operation_output takes the names of a node, an interface, an operation and an output");
        }

        if (Entity(function, owner, name, scope) is { } node && !node.Type.Interfaces.ContainsKey(name) && node.Body.At("interfaces", name) is null)
        {
            Wrong(function, $"get_operation_output names '{name}', which is no interface of node '{node.Name}'", DidYouMean.Hint(name, node.Type.Interfaces.Keys));
        }

        return null;
    }

    private YNode? Concat(YMap function, YNode argument, List<YNode> arguments)
    {
        if (argument is not YList)
        {
            return Wrong(function, "concat takes a list of texts");
        }

        return Joined(function, arguments, "");
    }

    private YNode? Join(YMap function, List<YNode> arguments) => arguments switch
    {
        [YList parts] => Joined(function, parts.Values, ""),
        [YList parts, YScalar delimiter] => Joined(function, parts.Values, delimiter.Value),
        [YMap, ..] => null,
        _ => Wrong(function, "join takes a list of texts and a delimiter"),
    };

    private YNode? Token(YMap function, List<YNode> arguments)
    {
        if (arguments is [YMap, _, _])
        {
            return null;
        }

        if (arguments is not [{ Text: { } text }, YScalar { Value: { Length: > 0 } separators }, { Text: { } position }] || !int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return Wrong(function, "token takes a text, the characters that separate it, and the index of a part");
        }

        var parts = text.Split(separators.ToCharArray());
        return index < parts.Length ? Text(function, parts[index]) : Wrong(function, $"token asks for part {index} of \"{(text.Length > 60 ? text[..60] + "…" : text)}\", which has {parts.Length}");
    }

    /// <summary>Follows the rest of the arguments into a structure.</summary>
    private YNode? Nested(YMap function, YNode value, List<YNode> arguments, int from, string what)
    {
        for (var i = from; i < arguments.Count; i++)
        {
            if (arguments[i].Text is not { } step)
            {
                return null;
            }

            var next = value is YList list
                ? int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Values.Count ? list.Values[index] : null
                : value[step];
            if (next is null)
            {
                // an optional member that is not assigned is no mistake
                return value is YMap ? null : Wrong(function, $"{what} has no '{step}': it is {value.Describe()}");
            }

            value = next;
        }

        return value;
    }

    private YNode? Wrong(YMap function, string what, string? hint = null)
    {
        diagnostics.Deviation("TOSCA0127", function, what, "TOSCA 1.3 §4", hint);
        return null;
    }

    private YScalar? Joined(YMap function, List<YNode> parts, string delimiter)
    {
        if (!parts.TrueForAll(p => p is YScalar))
        {
            return null;
        }

        var text = new StringBuilder();
        for (var i = 0; i < parts.Count && text.Length <= MaxTextLength; i++)
        {
            text.Append(i == 0 ? "" : delimiter).Append(parts[i].Text);
        }

        text.Length = Math.Min(text.Length, MaxTextLength);
        return Text(function, text.ToString());
    }

    private YScalar? Text(YMap at, string value)
    {
        _produced += value.Length;
        return _produced > MaxTextTotal ? null : new YScalar(at.File, at.Line, at.Column, value, quoted: true);
    }
}
