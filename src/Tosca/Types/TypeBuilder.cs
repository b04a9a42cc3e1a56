using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>Makes a type out of its definition and its parent: what is not said is inherited, what is said refines (TOSCA 1.3 §3.7).</summary>
internal static class TypeBuilder
{
    private static readonly HashSet<string> s_interfaceKeys = new(StringComparer.Ordinal)
    {
        "type", "derived_from", "version", "metadata", "description", "inputs", "operations", "notifications",
    };

    public static ToscaType Build(TypeKind kind, string name, YNode body, ToscaType? parent)
    {
        var type = new ToscaType(kind, name, body, parent);
        if (parent is not null)
        {
            Copy(parent.Properties, type.Properties);
            Copy(parent.Attributes, type.Attributes);
            Copy(parent.Capabilities, type.Capabilities);
            Copy(parent.Requirements, type.Requirements);
            Copy(parent.Interfaces, type.Interfaces);
            Copy(parent.Operations, type.Operations);
            type.Allowed = parent.Allowed;
            type.Clauses = parent.Clauses;
        }

        // one walk over what is written, rather than a look-up for everything that could be
        foreach (var (key, value) in body.Entries)
        {
            switch (key.Value)
            {
                case "properties":
                    Schemas(value, type.Properties);
                    break;
                case "attributes":
                    Schemas(value, type.Attributes);
                    break;
                case "capabilities":
                    foreach (var (slot, definition) in value.Entries)
                    {
                        type.Capabilities[slot.Value] = Slot.Capability(slot.Value, definition, type.Capabilities.GetValueOrDefault(slot.Value));
                    }

                    break;
                case "requirements":
                    foreach (var (slot, definition) in value is YMap ? value.Entries : value.Items.SelectMany(i => i.Entries))
                    {
                        type.Requirements[slot.Value] = Slot.Requirement(slot.Value, definition);
                    }

                    break;
                case "interfaces":
                    foreach (var (slot, definition) in value.Entries)
                    {
                        type.Interfaces[slot.Value] = definition;
                    }

                    break;
                case "constraints" when kind == TypeKind.Data:
                    type.Clauses = [.. type.Clauses, .. ConstraintClause.ReadAll(value)];
                    break;
                case "valid_source_types" or "valid_target_types" or "members" or "targets":
                    type.Allowed = value.Items.Select(i => i.Text).OfType<string>().ToList();
                    break;
            }
        }

        if (kind == TypeKind.Interface)
        {
            foreach (var (operation, definition) in Operations(body))
            {
                type.Operations[operation.Value] = definition;
            }
        }

        return type;
    }

    /// <summary>Operations and notifications of an interface: under <c>operations:</c> (TOSCA 1.3) or beside its keywords (1.0 to 1.2).</summary>
    public static IEnumerable<KeyValuePair<YScalar, YNode>> Operations(YNode body)
    {
        foreach (var pair in body.Entries)
        {
            if (pair.Key.Value is "operations" or "notifications")
            {
                foreach (var operation in pair.Value.Entries)
                {
                    yield return operation;
                }
            }
            else if (!s_interfaceKeys.Contains(pair.Key.Value))
            {
                yield return pair;
            }
        }
    }

    private static void Schemas(YNode section, Dictionary<string, PropertySchema> into)
    {
        foreach (var (key, schema) in section.Entries)
        {
            var own = PropertySchema.Read(schema);
            into[key.Value] = into.TryGetValue(key.Value, out var inherited) ? own.Refine(inherited) : own;
        }
    }

    private static void Copy<T>(Dictionary<string, T> from, Dictionary<string, T> to)
    {
        to.EnsureCapacity(from.Count);
        foreach (var (key, value) in from)
        {
            to[key] = value;
        }
    }
}
