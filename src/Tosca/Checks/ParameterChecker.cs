using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Functions;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>Inputs and outputs of a template (TOSCA 1.3 §3.6.14) and attributes of its nodes: types that exist, values that suit.</summary>
internal sealed class ParameterChecker(TypeSystem types, ValueChecker values, DiagnosticBag diagnostics)
{
    public void Check(ServiceTemplate template)
    {
        foreach (var (name, definition) in template.Inputs.OrEmpty())
        {
            Parameter(template, name, definition, "input", "default");
        }

        foreach (var (name, definition) in template.Topology["outputs"].OrEmpty())
        {
            Parameter(template, name, definition, "output", "value");
            if (definition is YMap && definition["value"] is null && definition["mapping"] is null)
            {
                diagnostics.Deviation("TOSCA0248", name, $"output '{name.Value}' has no value", "TOSCA 1.3 §3.9.1");
            }
        }
    }

    public void Attributes(ServiceTemplate template, NodeTemplate node)
    {
        foreach (var (name, value) in node.Body["attributes"].OrEmpty())
        {
            var evaluated = template.Evaluate(value, new FunctionScope(node));
            if (node.Type.Attributes.TryGetValue(name.Value, out var schema))
            {
                values.CheckValue(schema.Value, evaluated, name.Value, new ValueOwner("node", node.Name, "attribute"));
            }
            else if (!node.Type.Properties.ContainsKey(name.Value))
            {
                diagnostics.Deviation("TOSCA0248", name, $"node '{node.Name}' has the attribute '{name.Value}', which its type {node.Type.Name} does not define", "TOSCA 1.3 §3.6.13", DidYouMean.Hint(name.Value, node.Type.Attributes.Keys));
            }
        }
    }

    private void Parameter(ServiceTemplate template, YScalar name, YNode definition, string word, string valueKey)
    {
        if (definition is not YMap)
        {
            // a bare value is a short form in practice
            return;
        }

        Grammar.Parameter.Check(definition, $"{word} '{name.Value}'", "TOSCA 1.3 §3.6.14", diagnostics);
        var type = definition["type"];
        if (type is null)
        {
            if (word is "input")
            {
                diagnostics.Deviation("TOSCA0248", name, $"input '{name.Value}' has no type; it is read as a string", "TOSCA 1.3 §3.6.14");
            }
        }
        else if (type.Text is { } typeName && !TypeSystem.IsPrimitive(typeName) && types.Require(TypeKind.Data, typeName, type) is null)
        {
            return;
        }

        var schema = ValueSchema.Read(definition);
        foreach (var clause in schema.Clauses)
        {
            clause.CheckDefinition(ValueChecker.Primitive(types, schema.Type), $"{word} '{name.Value}'", diagnostics);
        }

        foreach (var key in new[] { valueKey, "value" }.Distinct(StringComparer.Ordinal))
        {
            if (definition[key] is { } value)
            {
                var evaluated = template.Evaluate(value, default);
                if (type is not null)
                {
                    values.CheckValue(schema, evaluated, key, new ValueOwner(word, name.Value));
                }
            }
        }
    }
}
