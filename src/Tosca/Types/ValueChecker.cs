using System.Globalization;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.JsonSchemas;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>
/// Checks values against schemas: type, required properties, constraints. A value of the wrong type is an error;
/// missing, unknown and out-of-constraint values are deviations, because real packages have many and lifecycle code reads
/// only what the model builder demands (and reports itself).
/// </summary>
internal sealed class ValueChecker(TypeSystem types, DiagnosticBag diagnostics)
{
    private const int MaxDepth = 40;

    private static readonly HashSet<string> s_functions = new(StringComparer.Ordinal)
    {
        "get_input", "get_property", "get_attribute", "get_artifact", "get_operation_output", "get_nodes_of_type", "concat", "join", "token",
    };

    /// <summary>Values told already: what an input hands on to many properties is wrong once.</summary>
    private readonly HashSet<YNode> _told = new(ReferenceEqualityComparer.Instance);

    /// <summary>True for an intrinsic function: evaluated elsewhere, or known only at run time.</summary>
    public static bool IsFunction(YNode node) => node is YMap { Pairs: [var only] } && s_functions.Contains(only.Key.Value);

    /// <summary>The simple type behind a type name: itself, or the root of a data type derived from one; <c>any</c> for structures.</summary>
    public static string Primitive(TypeSystem types, string type) =>
        TypeSystem.IsPrimitive(type) ? type : types.Find(TypeKind.Data, type)?.PrimitiveRoot() ?? "any";

    /// <summary>Assignments against the properties of a type.</summary>
    public void CheckProperties(ToscaType type, YNode? assignments, YNode at, ValueOwner owner)
    {
        if (assignments is not null and not YMap)
        {
            if (!IsFunction(assignments))
            {
                diagnostics.Error("TOSCA0123", assignments, $"the properties of {owner} must be a map, found {assignments.Describe()}", "TOSCA 1.3 §3.6.11");
            }

            return;
        }

        foreach (var (key, value) in assignments.OrEmpty())
        {
            if (type.Properties.TryGetValue(key.Value, out var schema))
            {
                Check(schema.Value, value, key.Value, type, owner, 0);
            }
            else if (!(type.Kind == TypeKind.Data && type.Properties.Count == 0))
            {
                Unknown(key, type, owner);
            }
        }

        Missing(type, assignments, assignments ?? at, owner);
    }

    /// <summary>One value against a schema, e.g. of an input or an attribute.</summary>
    public void CheckValue(ValueSchema schema, YNode value, string name, ValueOwner owner) => Check(schema, value, name, null, owner, 0);

    private void Check(ValueSchema schema, YNode value, string name, ToscaType? of, ValueOwner owner, int depth)
    {
        if (depth > MaxDepth || value.IsNull || IsFunction(value))
        {
            return;
        }

        if (TypeSystem.IsPrimitive(schema.Type))
        {
            if (CheckPrimitive(schema.Type, schema, value, name, of, owner, depth))
            {
                Constraints(schema.Clauses, schema.Type, value, name, of, owner);
            }
        }
        else if (types.Find(TypeKind.Data, schema.Type) is { } data)
        {
            CheckData(data, schema, value, name, of, owner, depth);
        }
    }

    private bool CheckPrimitive(string type, ValueSchema schema, YNode value, string name, ToscaType? of, ValueOwner owner, int depth)
    {
        if (value is YList { Values: [YScalar only] } && type is not ("list" or "range" or "any" or "json") && Fits(type, only))
        {
            if (_told.Add(value))
            {
                diagnostics.Deviation("TOSCA0231", value, $"property '{name}' of {owner} must be {Expected(type, schema.Clauses)}{TypeOf(of)} – found a list of one; its only entry is read", SpecClauses.For(of, "TOSCA 1.3 §3.3"), "write the value without brackets");
            }

            Constraints(schema.Clauses, type, only, name, of, owner);
            return false;
        }

        if (!Fits(type, value))
        {
            if (_told.Add(value))
            {
                diagnostics.Error("TOSCA0231", value, $"property '{name}' of {owner} must be {Expected(type, schema.Clauses)}{TypeOf(of)} – found {value.Describe()}", SpecClauses.For(of, "TOSCA 1.3 §3.3"));
            }

            return false;
        }

        switch (value)
        {
            case YList list when type is "list" && schema.Entry is { } entry:
                foreach (var item in list.Values)
                {
                    Entry(entry, item, name, of, owner, depth);
                }

                break;
            case YMap map when type is "map":
                foreach (var (key, item) in map.Pairs)
                {
                    if (schema.Key is { } keySchema)
                    {
                        Check(keySchema, key, $"{name} (key)", of, owner, depth + 1);
                    }

                    if (schema.Entry is { } mapEntry)
                    {
                        Entry(mapEntry, item, name, of, owner, depth);
                    }
                }

                break;
            case YScalar scalar when type is "version" && !ToscaScalars.TryVersion(scalar.Value, out _):
                Broken(value, name, of, owner, "a version major.minor[.fix[.qualifier[-build]]]", "TOSCA 1.3 §3.3.2");
                break;
            case YScalar scalar when type is "timestamp" && !ToscaScalars.TryTimestamp(scalar.Value, out _):
                Broken(value, name, of, owner, "a timestamp as of ISO 8601", "TOSCA 1.3 §3.3.1");
                break;
            case YScalar scalar when type is "json" or "xml" && Documents.Problem(type, scalar.Value) is { } problem:
                Broken(value, name, of, owner, type is "json" ? "a well-formed JSON document" : "a well-formed XML document", "TOSCA 1.3 §5.3", problem);
                return false;
            case YList when type is "range" && ToscaScalars.TryRange(value, out var low, out var high) && high < low:
                Broken(value, name, of, owner, "a range whose upper bound is not under its lower bound", "TOSCA 1.3 §3.3.3");
                break;
        }

        return true;
    }

    private void Entry(ValueSchema schema, YNode item, string name, ToscaType? of, ValueOwner owner, int depth)
    {
        // maps of strings often carry structure in practice: it is kept as it is
        if (schema.Type is not "string" || item is YScalar)
        {
            Check(schema, item, name, of, owner, depth + 1);
        }
    }

    private void CheckData(ToscaType data, ValueSchema schema, YNode value, string name, ToscaType? of, ValueOwner owner, int depth)
    {
        if (data.PrimitiveRoot() is { } primitive)
        {
            if (CheckPrimitive(primitive, schema, value, name, data, owner, depth))
            {
                Constraints(data.Clauses, primitive, value, name, data, owner);
                Constraints(schema.Clauses, primitive, value, name, of, owner);
            }

            return;
        }

        if (value is not YMap map)
        {
            if (_told.Add(value))
            {
                diagnostics.Deviation("TOSCA0231", value, $"property '{name}' of {owner} must be a map of type {data.Name}{TypeOf(of)} – found {value.Describe()}", SpecClauses.For(data, "TOSCA 1.3 §3.7.6"));
            }

            return;
        }

        foreach (var (key, item) in map.Pairs)
        {
            if (data.Properties.TryGetValue(key.Value, out var property))
            {
                Check(property.Value, item, key.Value, data, owner, depth + 1);
            }
            else if (data.Properties.Count > 0)
            {
                Unknown(key, data, owner with { Part = Within(owner, name) });
            }
        }

        Missing(data, value, value, owner with { Part = Within(owner, name) });
        Constraints(schema.Clauses, "any", value, name, of, owner);
    }

    private static string Within(ValueOwner owner, string name) => owner.Part is null ? $"'{name}'" : $"'{name}' of {owner.Part}";

    private void Unknown(YScalar key, ToscaType type, ValueOwner owner) =>
        diagnostics.Deviation("TOSCA0233", key, $"{owner} has the property '{key.Value}', which its type {type.Name} does not define; it is not read", SpecClauses.For(type, "TOSCA 1.3 §3.6.11"), DidYouMean.Hint(key.Value, type.Properties.Keys));

    private void Missing(ToscaType type, YNode? assignments, YNode at, ValueOwner owner)
    {
        foreach (var name in type.Mandatory)
        {
            if (assignments?[name] is null)
            {
                diagnostics.Deviation("TOSCA0232", at, $"{owner} lacks the property '{name}' that its type {type.Name} requires", SpecClauses.For(type, "TOSCA 1.3 §3.6.10"));
            }
        }
    }

    private void Constraints(IReadOnlyList<ConstraintClause> clauses, string primitive, YNode value, string name, ToscaType? of, ValueOwner owner)
    {
        foreach (var clause in clauses)
        {
            if (!clause.Holds(primitive, value) && _told.Add(value))
            {
                diagnostics.Deviation("TOSCA0234", value, $"property '{name}' of {owner} must be {Expected(primitive, clauses)}{TypeOf(of)} – found {value.Describe()}", SpecClauses.For(of, "TOSCA 1.3 §3.6.3"), clause.Explain(primitive, value) ?? (value.Text is { } text ? DidYouMean.Hint(text, clause.ValidValues) : null));
            }
        }
    }

    private void Broken(YNode value, string name, ToscaType? of, ValueOwner owner, string expected, string clause, string? hint = null)
    {
        if (_told.Add(value))
        {
            diagnostics.Deviation("TOSCA0234", value, $"property '{name}' of {owner} must be {expected}{TypeOf(of)} – found {value.Describe()}", clause, hint);
        }
    }

    private static string TypeOf(ToscaType? of) => of is null ? "" : $" ({of.Name})";

    private static bool Fits(string type, YNode value)
    {
        var text = (value as YScalar)?.Value;
        return type switch
        {
            "integer" => text is not null && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "float" => text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
            "boolean" => text is not null && YamlJson.TryBool(text, out _),
            "scalar-unit.size" => text is not null && ScalarUnits.TrySizeBytes(text, out _),
            "scalar-unit.time" => text is not null && ScalarUnits.TryTimeSeconds(text, out _),
            "scalar-unit.frequency" => text is not null && ScalarUnits.TryFrequencyHz(text, out _),
            "scalar-unit.bitrate" => text is not null && ScalarUnits.TryBitsPerSecond(text, out _),
            "string" or "version" or "timestamp" or "scalar-unit" or "xml" => text is not null,
            "range" => ToscaScalars.TryRange(value, out _, out _),
            "list" => value is YList,
            "map" => value is YMap,
            _ => true,
        };
    }

    private static string Expected(string type, IReadOnlyList<ConstraintClause> clauses)
    {
        var words = type switch
        {
            "integer" => "an integer",
            "float" => "a number",
            "boolean" => "true or false",
            "scalar-unit.size" => "a size with a unit (B, kB, KiB, MB, MiB, GB, GiB, TB, TiB)",
            "scalar-unit.time" => "a time with a unit (d, h, m, s, ms, us, ns)",
            "scalar-unit.frequency" => "a frequency with a unit (Hz, kHz, MHz, GHz)",
            "scalar-unit.bitrate" => "a bit rate with a unit (bps, Kbps, Mbps, Gbps, …)",
            "range" => "a range of two integers",
            "any" => "a value",
            _ => $"a {type}",
        };
        foreach (var clause in clauses)
        {
            words = $"{words} {clause.Words(type)}";
        }

        return words;
    }
}
