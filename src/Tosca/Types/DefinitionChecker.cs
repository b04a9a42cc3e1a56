using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>Checks a type definition by itself: grammar, names of other types, constraints, defaults, what a refinement may do.</summary>
internal sealed class DefinitionChecker(DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> s_common = new(StringComparer.Ordinal) { "derived_from", "version", "metadata", "description" };

    private static readonly Dictionary<TypeKind, HashSet<string>> s_keys = new()
    {
        [TypeKind.Data] = With("properties", "constraints", "key_schema", "entry_schema"),
        [TypeKind.Artifact] = With("properties", "mime_type", "file_ext"),
        [TypeKind.Capability] = With("properties", "attributes", "valid_source_types"),
        [TypeKind.Relationship] = With("properties", "attributes", "interfaces", "valid_target_types"),
        [TypeKind.Node] = With("properties", "attributes", "requirements", "capabilities", "interfaces", "artifacts"),
        [TypeKind.Group] = With("properties", "attributes", "members", "interfaces", "capabilities", "requirements"),
        [TypeKind.Policy] = With("properties", "targets", "triggers"),
    };

    private static readonly HashSet<string> s_schemaKeys = new(StringComparer.Ordinal)
    {
        "type", "description", "required", "default", "status", "constraints", "entry_schema", "key_schema", "external-schema", "external_schema", "metadata", "value", "mapping",
    };

    public void Check(TypeSystem types, ToscaType type, YNode body)
    {
        if (s_keys.TryGetValue(type.Kind, out var known))
        {
            foreach (var (key, _) in body.Entries)
            {
                if (!known.Contains(key.Value))
                {
                    diagnostics.Deviation("TOSCA0122", key, $"{TypeSystem.Word(type.Kind)} type '{type.Name}' has the unknown key '{key.Value}', which is not read", "TOSCA 1.3 §3.7", DidYouMean.Hint(key.Value, known));
                }
            }
        }

        Schemas(types, type, body["properties"], "property", type.Properties, type.Parent?.Properties);
        Schemas(types, type, body["attributes"], "attribute", type.Attributes, type.Parent?.Attributes);
        if (type.Kind == TypeKind.Data && body["constraints"] is not null && type.PrimitiveRoot() is { } primitive)
        {
            foreach (var clause in ConstraintClause.ReadAll(body["constraints"]))
            {
                clause.CheckDefinition(primitive, $"data type '{type.Name}'", diagnostics);
            }
        }

        foreach (var (name, _) in body["capabilities"].OrEmpty())
        {
            if (type.Capabilities[name.Value] is { Type: { } capability } slot && types.Find(TypeKind.Capability, capability) is null)
            {
                diagnostics.Deviation("TOSCA0201", slot.Declared, $"capability '{slot.Name}' of node type '{type.Name}' has the type '{capability}', which is not defined", "TOSCA 1.3 §3.7.2", DidYouMean.Hint(capability, types.Names(TypeKind.Capability)));
            }
        }

        Requirements(types, type, body["requirements"]);
        foreach (var (name, definition) in body["interfaces"].OrEmpty())
        {
            if (definition["type"]?.Text is { } reference && types.Find(TypeKind.Interface, reference) is null)
            {
                diagnostics.Deviation("TOSCA0201", definition["type"]!, $"interface '{name.Value}' of {TypeSystem.Word(type.Kind)} type '{type.Name}' has the type '{reference}', which is not defined", "TOSCA 1.3 §3.7.5", DidYouMean.Hint(reference, types.Names(TypeKind.Interface)));
            }
        }
    }

    private static HashSet<string> With(params ReadOnlySpan<string> keys)
    {
        var set = new HashSet<string>(s_common, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            set.Add(key);
        }

        return set;
    }

    private void Schemas(TypeSystem types, ToscaType type, YNode? section, string word, Dictionary<string, PropertySchema> all, Dictionary<string, PropertySchema>? inherited)
    {
        foreach (var (name, schema) in section.OrEmpty())
        {
            if (schema is not YMap)
            {
                diagnostics.Error("TOSCA0123", schema.IsNull ? name : schema, $"{word} '{name.Value}' of {TypeSystem.Word(type.Kind)} type '{type.Name}' must be a map with a type, found {schema.Describe()}", "TOSCA 1.3 §3.6.10");
                continue;
            }

            foreach (var (key, _) in schema.Entries)
            {
                if (!s_schemaKeys.Contains(key.Value))
                {
                    diagnostics.Deviation("TOSCA0122", key, $"{word} '{name.Value}' of {TypeSystem.Word(type.Kind)} type '{type.Name}' has the unknown key '{key.Value}', which is not read", "TOSCA 1.3 §3.6.10", DidYouMean.Hint(key.Value, s_schemaKeys));
                }
            }

            References(types, schema, word, name.Value, type, 0);
            var property = all[name.Value];
            if (property.Value.Clauses.Count > 0)
            {
                var primitive = ValueChecker.Primitive(types, property.Type);
                foreach (var clause in property.Value.Clauses)
                {
                    if (ReferenceEquals(clause.At.File, schema.File))
                    {
                        clause.CheckDefinition(primitive, $"{word} '{name.Value}' of {TypeSystem.Word(type.Kind)} type '{type.Name}'", diagnostics);
                    }
                }
            }

            if (inherited?.GetValueOrDefault(name.Value) is { } before && schema["type"]?.Text is { } now && !Suits(types, now, before.Type))
            {
                diagnostics.Deviation("TOSCA0205", schema["type"]!, $"{word} '{name.Value}' of {TypeSystem.Word(type.Kind)} type '{type.Name}' is of type '{now}', but {type.Parent!.Name} has it as '{before.Type}'; the new type counts", "TOSCA 1.3 §3.6.10.4", "keep the type, or derive the new one from it");
            }
        }
    }

    private void References(TypeSystem types, YNode schema, string word, string name, ToscaType type, int depth)
    {
        var reference = schema is YScalar ? schema : schema["type"];
        if (reference?.Text is { } text && !TypeSystem.IsPrimitive(text) && types.Find(TypeKind.Data, text) is null)
        {
            diagnostics.Error("TOSCA0201", reference, $"{word} '{name}' of {TypeSystem.Word(type.Kind)} type '{type.Name}' has the type '{text}', which is not defined", "TOSCA 1.3 §3.6.10", DidYouMean.Hint(text, types.Names(TypeKind.Data).Concat(TypeSystem.Primitives)));
        }

        if (schema is YMap && depth < 20)
        {
            if (schema["entry_schema"] is { } entry)
            {
                References(types, entry, word, name, type, depth + 1);
            }

            if (schema["key_schema"] is { } key)
            {
                References(types, key, word, name, type, depth + 1);
            }
        }
    }

    private void Requirements(TypeSystem types, ToscaType type, YNode? section)
    {
        foreach (var (name, definition) in section is YMap ? section.Entries : (section?.Items ?? []).SelectMany(i => i.Entries))
        {
            Reference(TypeKind.Capability, definition is YScalar ? definition : definition["capability"]);
            Reference(TypeKind.Node, definition["node"]);
            Reference(TypeKind.Relationship, definition["relationship"] is YMap map ? map["type"] : definition["relationship"]);

            void Reference(TypeKind kind, YNode? at)
            {
                // the capability may also be the name of one that the node offers
                if (at?.Text is { } text && text.Contains('.', StringComparison.Ordinal) && types.Find(kind, text) is null)
                {
                    diagnostics.Deviation("TOSCA0201", at, $"requirement '{name.Value}' of {TypeSystem.Word(type.Kind)} type '{type.Name}' names the {TypeSystem.Word(kind)} type '{text}', which is not defined", "TOSCA 1.3 §3.7.3", DidYouMean.Hint(text, types.Names(kind)));
                }
            }
        }
    }

    private static bool Suits(TypeSystem types, string now, string before) =>
        string.Equals(now, before, StringComparison.Ordinal) || before is "any" || types.IsA(TypeKind.Data, now, before)
        || string.Equals(types.Find(TypeKind.Data, now)?.PrimitiveRoot(), before, StringComparison.Ordinal);
}
