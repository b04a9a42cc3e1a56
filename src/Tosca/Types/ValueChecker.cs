using System.Globalization;
using System.Text.RegularExpressions;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>
/// Checks values against property schemas: type, required properties, constraints. A value of the wrong type is an error;
/// missing, unknown and out-of-constraint values are deviations, because real packages have many and lifecycle code reads
/// only what the model builder demands (and reports itself).
/// </summary>
internal sealed class ValueChecker(TypeSystem types, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> s_functions = new(StringComparer.Ordinal)
    {
        "get_input", "get_property", "get_attribute", "get_artifact", "get_operation_output", "get_nodes_of_type", "concat", "join", "token",
    };

    /// <summary>True for an intrinsic function: evaluated elsewhere, or known only at run time.</summary>
    public static bool IsFunction(YNode node) => node is YMap { Pairs: [var only] } && s_functions.Contains(only.Key.Value);

    public void CheckProperties(ToscaType type, YNode? assignments, YNode owner, string what)
    {
        foreach (var (key, value) in assignments.OrEmpty())
        {
            if (!type.Properties.TryGetValue(key.Value, out var schema))
            {
                if (!(type.Kind == TypeKind.Data && type.Properties.Count == 0))
                {
                    diagnostics.Deviation("TOSCA0233", key, $"{what} has the property '{key.Value}', which its type {type.Name} does not define", "TOSCA 1.3 §3.6.11", DidYouMean.Hint(key.Value, type.Properties.Keys));
                }

                continue;
            }

            if (!value.IsNull)
            {
                Check(schema, value, key.Value, type.Name, 0);
            }
        }

        foreach (var (name, schema) in type.Properties)
        {
            if (schema.Required && schema.Default is null && assignments?[name] is null)
            {
                diagnostics.Deviation("TOSCA0232", assignments ?? owner, $"{what} lacks the property '{name}' that its type {type.Name} requires", "TOSCA 1.3 §3.6.10");
            }
        }
    }

    private void Check(PropertySchema schema, YNode value, string name, string ofType, int depth)
    {
        if (IsFunction(value) || depth > 40 || value.IsNull)
        {
            return;
        }

        if (!CheckType(schema.Type, schema.EntryType, schema.EntryConstraints, value, name, ofType, depth))
        {
            return;
        }

        CheckConstraints(schema.Constraints, schema.Type, value, name, ofType);
    }

    private bool CheckType(string type, string? entryType, IReadOnlyList<YNode> entryConstraints, YNode value, string name, string ofType, int depth)
    {
        var text = value.Text;
        var ok = type switch
        {
            "any" or "json" or "xml" => true,
            "string" or "version" or "timestamp" or "scalar-unit" => value is YScalar,
            "integer" => text is not null && IsInteger(text),
            "float" => text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => text is not null && YamlJson.TryBool(text, out _),
            "scalar-unit.size" => text is not null && ScalarUnits.TrySizeBytes(text, out _),
            "scalar-unit.time" => text is not null && ScalarUnits.TryTimeSeconds(text, out _),
            "scalar-unit.frequency" => text is not null && ScalarUnits.TryFrequencyHz(text, out _),
            "scalar-unit.bitrate" => text is not null && ScalarUnits.TryBitsPerSecond(text, out _),
            "range" => value is YList { Values.Count: 2 },
            "list" => value is YList,
            "map" => value is YMap,
            _ => true,
        };
        if (!ok)
        {
            diagnostics.Error("TOSCA0231", value, $"property '{name}' ({ofType}) must be {Expected(type)}, found {value.Describe()}", "TOSCA 1.3 §3.3");
            return false;
        }

        switch (type)
        {
            case "list":
                foreach (var item in ((YList)value).Values)
                {
                    CheckEntry(entryType, entryConstraints, item, name, ofType, depth);
                }

                break;
            case "map":
                foreach (var (_, item) in ((YMap)value).Pairs)
                {
                    CheckEntry(entryType, entryConstraints, item, name, ofType, depth);
                }

                break;
            default:
                if (!TypeSystem.IsPrimitive(type) && (types.Find(TypeKind.Data, type) ?? types.Find(TypeKind.Data, "tosca.datatypes." + type)) is { } data)
                {
                    return CheckData(data, value, name, ofType, depth);
                }

                break;
        }

        return true;
    }

    private bool CheckData(ToscaType data, YNode value, string name, string ofType, int depth)
    {
        if (data.PrimitiveRoot() is { } primitive)
        {
            if (!CheckType(primitive, null, [], value, name, ofType, depth))
            {
                return false;
            }

            CheckConstraints(data.Body["constraints"]?.Items ?? [], primitive, value, name, ofType);
            return true;
        }

        if (value is not YMap)
        {
            diagnostics.Deviation("TOSCA0231", value, $"property '{name}' ({ofType}) must be a map of type {data.Name}, found {value.Describe()}", "TOSCA 1.3 §3.7.6");
            return false;
        }

        foreach (var (key, item) in value.Entries)
        {
            if (data.Properties.TryGetValue(key.Value, out var schema))
            {
                Check(schema, item, key.Value, data.Name, depth + 1);
            }
            else if (data.Properties.Count > 0)
            {
                diagnostics.Deviation("TOSCA0233", key, $"'{name}' ({ofType}) has the property '{key.Value}', which its type {data.Name} does not define", "TOSCA 1.3 §3.6.11", DidYouMean.Hint(key.Value, data.Properties.Keys));
            }
        }

        foreach (var (key, schema) in data.Properties)
        {
            if (schema.Required && schema.Default is null && value[key] is null)
            {
                diagnostics.Deviation("TOSCA0232", value, $"'{name}' ({ofType}) lacks the property '{key}' that its type {data.Name} requires", "TOSCA 1.3 §3.6.10");
            }
        }

        return true;
    }

    private void CheckEntry(string? entryType, IReadOnlyList<YNode> constraints, YNode item, string name, string ofType, int depth)
    {
        if (entryType is null || item.IsNull || IsFunction(item) || depth > 40)
        {
            return;
        }

        // maps of strings often carry structure in practice: it is kept as it is
        if (entryType is "string" && item is not YScalar)
        {
            return;
        }

        if (CheckType(entryType, null, [], item, name, ofType, depth + 1))
        {
            CheckConstraints(constraints, entryType, item, name, ofType);
        }
    }

    private void CheckConstraints(IReadOnlyList<YNode> constraints, string type, YNode value, string name, string ofType)
    {
        foreach (var constraint in constraints)
        {
            foreach (var (clause, argument) in constraint.Entries)
            {
                if (!Holds(clause.Value, argument, type, value))
                {
                    var said = argument is YList l ? string.Join(", ", l.Values.Take(20).Select(v => v.Text)) : argument.Text;
                    diagnostics.Deviation("TOSCA0234", value, $"property '{name}' ({ofType}) breaks its constraint {clause.Value}: {said}; found {value.Describe()}", "TOSCA 1.3 §3.6.3", clause.Value is "valid_values" && value.Text is { } t ? DidYouMean.Hint(t, argument.Items.Select(i => i.Text ?? "")) : null);
                }
            }
        }
    }

    private static bool Holds(string clause, YNode argument, string type, YNode value)
    {
        switch (clause)
        {
            case "valid_values":
                return value.Text is not { } v || argument.Items.Any(i => Same(i.Text, v)) || argument.Items.Any(i => i is YList);
            case "equal":
                return value.Text is not { } e || argument.Text is null || Same(argument.Text, e);
            case "greater_than":
                return Compare(type, value, argument) is not { } c1 || c1 > 0;
            case "greater_or_equal":
                return Compare(type, value, argument) is not { } c2 || c2 >= 0;
            case "less_than":
                return Compare(type, value, argument) is not { } c3 || c3 < 0;
            case "less_or_equal":
                return Compare(type, value, argument) is not { } c4 || c4 <= 0;
            case "in_range" when argument.Items is [var low, var high]:
                return value.Items.All(v => (low.Text == "UNBOUNDED" || Compare(type, v, low) is not < 0) && (high.Text == "UNBOUNDED" || Compare(type, v, high) is not > 0));
            case "length":
                return !int.TryParse(argument.Text, out var length) || Length(value) == length;
            case "min_length":
                return !int.TryParse(argument.Text, out var min) || Length(value) >= min;
            case "max_length":
                return !int.TryParse(argument.Text, out var max) || Length(value) <= max;
            case "pattern" when argument.Text is { Length: < 1000 } pattern && value.Text is { } text:
                return Matches(pattern, text);
            default:
                return true;
        }
    }

    private static bool Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.NonBacktracking, TimeSpan.FromMilliseconds(100));
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException or NotSupportedException)
        {
            // a pattern of another dialect cannot be judged here: the value stands
            return true;
        }
    }

    private static bool Same(string? a, string b) =>
        string.Equals(a, b, StringComparison.Ordinal)
        || (double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && x.Equals(y));

    private static int? Compare(string type, YNode value, YNode argument) =>
        Number(type, value.Text) is { } a && Number(type, argument.Text) is { } b ? a.CompareTo(b) : null;

    private static double? Number(string type, string? text)
    {
        if (text is null)
        {
            return null;
        }

        return type switch
        {
            "scalar-unit.size" => ScalarUnits.TrySizeBytes(text, out var v) ? v : null,
            "scalar-unit.time" => ScalarUnits.TryTimeSeconds(text, out var v) ? v : null,
            "scalar-unit.frequency" => ScalarUnits.TryFrequencyHz(text, out var v) ? v : null,
            "scalar-unit.bitrate" => ScalarUnits.TryBitsPerSecond(text, out var v) ? v : null,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : null,
        };
    }

    private static int Length(YNode value) => value switch
    {
        YScalar s => s.Value.Length,
        YList l => l.Values.Count,
        YMap m => m.Pairs.Count,
        _ => 0,
    };

    private static bool IsInteger(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static string Expected(string type) => type switch
    {
        "integer" => "an integer",
        "float" => "a number",
        "boolean" => "true or false",
        "scalar-unit.size" => "a size with a unit (B, kB, KiB, MB, MiB, GB, GiB, TB, TiB), e.g. \"4 GiB\"",
        "scalar-unit.time" => "a time with a unit (d, h, m, s, ms, us, ns), e.g. \"60 s\"",
        "scalar-unit.frequency" => "a frequency with a unit (Hz, kHz, MHz, GHz)",
        "scalar-unit.bitrate" => "a bit rate with a unit (bps, Kbps, Mbps, Gbps, …)",
        "list" => "a list",
        "map" => "a map",
        "range" => "a range of two numbers",
        _ => $"a {type}",
    };
}
