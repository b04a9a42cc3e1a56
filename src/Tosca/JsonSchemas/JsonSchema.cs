using System.Text.Json;
using System.Text.RegularExpressions;

namespace NfvOrchestrator.Tosca.JsonSchemas;

/// <summary>
/// A JSON schema (draft 4 to 2020-12) as packages bring it: from strangers. So the work is bounded, patterns cannot backtrack, and
/// references stay inside the document: a schema that would fetch another one, or that needs what is not here, says so
/// (<see cref="Unchecked"/>). Immutable and shared by threads.
/// </summary>
internal sealed class JsonSchema
{
    private const int MaxLength = 256 * 1024;
    private const int MaxDepth = 64;
    private const int MaxSubschemas = 5_000;

    /// <summary>Key words that say nothing about what is valid.</summary>
    private static readonly HashSet<string> s_annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "id", "$comment", "$anchor", "$vocabulary", "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
    };

    private static readonly HashSet<string> s_checked = new(StringComparer.Ordinal)
    {
        "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems", "minContains",
        "maxContains", "minProperties", "maxProperties", "required", "dependentRequired",
    };

    private static readonly HashSet<string> s_one = new(StringComparer.Ordinal) { "not", "if", "then", "else", "additionalProperties", "propertyNames", "additionalItems", "contains" };

    private static readonly HashSet<string> s_lists = new(StringComparer.Ordinal) { "allOf", "anyOf", "oneOf", "prefixItems" };

    private static readonly HashSet<string> s_maps = new(StringComparer.Ordinal) { "properties", "patternProperties", "definitions", "$defs", "dependentSchemas" };

    private readonly SortedSet<string> _unchecked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Regex?> _patterns = new(StringComparer.Ordinal);
    private int _subschemas;

    private JsonSchema(JsonElement root) => Root = root;

    public JsonElement Root { get; }

    /// <summary>What the schema says that is not checked here.</summary>
    public IReadOnlyCollection<string> Unchecked => _unchecked;

    /// <summary>The schema, or null with the reason.</summary>
    public static JsonSchema? Parse(string text, out string? problem)
    {
        problem = null;
        if (text.Length > MaxLength)
        {
            problem = $"the schema has more than {MaxLength / 1024} KiB";
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var schema = new JsonSchema(document.RootElement.Clone());
            problem = schema.Walk(schema.Root);
            return problem is null ? schema : null;
        }
        catch (JsonException e)
        {
            problem = $"the schema is no JSON: {e.Message}";
            return null;
        }
    }

    /// <summary>The first thing about a value that the schema forbids, with its place; null when it is valid or cannot be judged.</summary>
    public string? FirstViolation(JsonElement value) => new JsonSchemaEvaluator(this).FirstViolation(value);

    /// <summary>A pattern of the schema; null when it is of a dialect that is not understood.</summary>
    public Regex? Pattern(string pattern) => _patterns.GetValueOrDefault(pattern);

    /// <summary>The part of the document that a reference names, or null.</summary>
    public JsonElement? Resolve(string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        var at = Root;
        foreach (var step in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>Looks through all subschemas once: what is wrong with them (the answer), what will not be checked, which patterns there are.</summary>
    private string? Walk(JsonElement schema)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return null;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            return $"a schema must be an object or true or false, found {schema.ValueKind}";
        }

        if (++_subschemas > MaxSubschemas)
        {
            return $"the schema has more than {MaxSubschemas} parts";
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (Keyword(keyword.Name, keyword.Value) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private string? Keyword(string name, JsonElement value)
    {
        switch (name)
        {
            case "pattern" when value.ValueKind == JsonValueKind.String:
                Compile(value.GetString()!);
                return null;
            case "patternProperties" when value.ValueKind == JsonValueKind.Object:
                foreach (var pattern in value.EnumerateObject())
                {
                    Compile(pattern.Name);
                }

                return Each(value.EnumerateObject().Select(p => p.Value));
            case "$ref":
                return value.ValueKind != JsonValueKind.String ? "$ref must be a text"
                    : Resolve(value.GetString()!) is not null ? null
                    : value.GetString()!.StartsWith("#/", StringComparison.Ordinal) ? $"the reference '{value.GetString()}' leads nowhere in the schema"
                    : Leave($"$ref {value.GetString()}");
            case "items":
                return value.ValueKind == JsonValueKind.Array ? Each(value.EnumerateArray()) : Walk(value);
            case "dependencies" when value.ValueKind == JsonValueKind.Object:
                return Each(value.EnumerateObject().Select(p => p.Value).Where(v => v.ValueKind != JsonValueKind.Array));
            case "type":
                return value.ValueKind is JsonValueKind.String or JsonValueKind.Array ? null : "type must be a name or a list of names";
            default:
                return s_one.Contains(name) ? Walk(value)
                    : s_lists.Contains(name) ? value.ValueKind == JsonValueKind.Array ? Each(value.EnumerateArray()) : $"{name} must be a list of schemas"
                    : s_maps.Contains(name) ? value.ValueKind == JsonValueKind.Object ? Each(value.EnumerateObject().Select(p => p.Value)) : $"{name} must be a map of schemas"
                    : s_checked.Contains(name) || s_annotations.Contains(name) ? null : Leave(name);
        }
    }

    private string? Each(IEnumerable<JsonElement> schemas)
    {
        foreach (var schema in schemas)
        {
            if (Walk(schema) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private string? Leave(string what)
    {
        if (_unchecked.Count < 20)
        {
            _unchecked.Add(what.Length > 80 ? what[..80] + "…" : what);
        }

        return null;
    }

    private void Compile(string pattern)
    {
        if (_patterns.ContainsKey(pattern))
        {
            return;
        }

        try
        {
            _patterns[pattern] = pattern.Length < 1000 ? new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100)) : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            _patterns[pattern] = null;
        }

        if (_patterns[pattern] is null)
        {
            Leave($"pattern {pattern}");
        }
    }
}
