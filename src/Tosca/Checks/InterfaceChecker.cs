using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Functions;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>
/// Interfaces of node templates, in the form of TOSCA 1.3 (<c>operations:</c>, <c>notifications:</c>) and the flat one before: names
/// that the type knows, inputs of their types, implementations that are there (TOSCA 1.3 §3.6.17 to §3.6.20).
/// </summary>
internal sealed class InterfaceChecker(TypeSystem types, ValueChecker values, DiagnosticBag diagnostics)
{
    public void Check(ServiceTemplate template, NodeTemplate node)
    {
        foreach (var (name, body) in node.Body["interfaces"].OrEmpty())
        {
            var defined = node.Type.Interfaces.GetValueOrDefault(name.Value);
            if (defined is null && body["type"] is null)
            {
                diagnostics.Deviation("TOSCA0243", name, $"node '{node.Name}' has the interface '{name.Value}', which its type {node.Type.Name} does not define", "TOSCA 1.3 §3.8.3", DidYouMean.Hint(name.Value, node.Type.Interfaces.Keys));
                continue;
            }

            var typeNode = body["type"] ?? defined?["type"];
            var type = typeNode?.Text is { } typeName ? types.Find(TypeKind.Interface, typeName) : null;
            foreach (var (operation, definition) in TypeBuilder.Operations(body))
            {
                Operation(template, node, name.Value, type, Defined(node, name.Value, operation.Value, type), operation, definition);
            }
        }
    }

    /// <summary>The operation as the nearest node type refines it, or as the interface type defines it.</summary>
    public static YNode? Defined(NodeTemplate node, string interfaceName, string operation, ToscaType? type)
    {
        for (var t = node.Type; t is not null; t = t.Parent)
        {
            foreach (var (name, definition) in t.Body.At("interfaces", interfaceName) is { } body ? TypeBuilder.Operations(body) : [])
            {
                if (string.Equals(name.Value, operation, StringComparison.Ordinal))
                {
                    return definition;
                }
            }
        }

        return type?.Operations.GetValueOrDefault(operation);
    }

    private void Operation(ServiceTemplate template, NodeTemplate node, string interfaceName, ToscaType? type, YNode? defined, YScalar operation, YNode definition)
    {
        var what = $"operation '{interfaceName}.{operation.Value}' of node '{node.Name}'";
        if (defined is null && type is not null)
        {
            diagnostics.Deviation("TOSCA0243", operation, $"{what} is not defined by the interface type {type.Name}", "TOSCA 1.3 §3.7.5", DidYouMean.Hint(operation.Value, type.Operations.Keys));
        }

        if (definition is not YMap)
        {
            return;
        }

        Grammar.Operation.Check(definition, what, "TOSCA 1.3 §3.6.17", diagnostics);
        var scope = new FunctionScope(node);
        foreach (var (input, value) in definition["inputs"].OrEmpty())
        {
            // an assignment gives a value; a definition gives a schema
            if (value is YMap && value["type"] is not null && !ValueChecker.IsFunction(value))
            {
                continue;
            }

            var schema = defined?.At("inputs", input.Value) ?? type?.Operations.GetValueOrDefault(operation.Value)?.At("inputs", input.Value);
            var evaluated = template.Evaluate(value, scope);
            if (schema is YMap && schema["type"] is not null)
            {
                values.CheckValue(ValueSchema.Read(schema), evaluated, input.Value, new ValueOwner("node", node.Name, $"input of operation '{interfaceName}.{operation.Value}'"));
            }
        }

        Implementation(node, what, definition["implementation"]);
    }

    private void Implementation(NodeTemplate node, string what, YNode? implementation)
    {
        if (implementation is not YMap)
        {
            return;
        }

        Grammar.Implementation.Check(implementation, $"the implementation of {what}", "TOSCA 1.3 §3.6.16", diagnostics);
        foreach (var artifact in new[] { implementation["primary"] }.Concat(implementation["dependencies"]?.Items ?? []))
        {
            // a text is the name of an artifact or a file
            if (artifact?["type"] is { Text: { } type } at)
            {
                types.Require(TypeKind.Artifact, type, at);
            }
            else if (artifact?.Text is { } name && node.Artifact(name) is null && !name.Contains('.', StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal))
            {
                diagnostics.Deviation("TOSCA0243", artifact, $"the implementation of {what} names '{name}', which is neither an artifact of the node nor a file", "TOSCA 1.3 §3.6.16", DidYouMean.Hint(name, node.Body["artifacts"].OrEmpty().Select(a => a.Key.Value)));
            }
        }
    }
}
