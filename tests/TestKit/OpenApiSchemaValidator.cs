using System.Globalization;
using System.Text.Json;

namespace NfvOrchestrator.TestKit;

/// <summary>
/// Validates JSON against the schemas of an OpenAPI 3.0 document: $ref, type, nullable, required, properties, additionalProperties, items, enum,
/// allOf/anyOf/oneOf, minItems/maxItems, minimum/maximum, date-time.
/// </summary>
/// <remarks>
/// The documents use a bare <c>oneOf</c>/<c>anyOf</c> of <c>required</c> lists for attributes that are optional in the specification's text; such a list fails only when
/// it is violated by too many, never by none.
/// </remarks>
public sealed class OpenApiSchemaValidator(JsonElement document)
{
    /// <summary>Slips of the published documents, where the text of the specification is right: (schema reference or path end, reason).</summary>
    private static readonly HashSet<string> KnownSlips = new(StringComparer.Ordinal)
    {
        // NsLcmOpOcc.operationParams is declared as an enumeration string, but is the request object.
        "$.operationParams",
    };

    /// <summary>The same for attributes wherever they are.</summary>
    private static readonly string[] KnownSlipsAnywhere =
    [
        // The enumeration lists ONBOARDING; its own description and table 5.5.4.6-1 of SOL005 say ONBOARDED.
        ".pnfdOnboardingState",
    ];

    private static bool IsKnownSlip(string path) => KnownSlips.Contains(path) || Array.Exists(KnownSlipsAnywhere, s => path.EndsWith(s, StringComparison.Ordinal));

    /// <summary>Follows a $ref.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        for (var depth = 0; depth < 32 && element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference); depth++)
        {
            var at = document;
            foreach (var part in reference.GetString()!.TrimStart('#', '/').Split('/'))
            {
                at = at.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
            }

            element = at;
        }

        return element;
    }

    /// <summary>Adds what is wrong with a value.</summary>
    public void Check(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        schema = Resolve(schema);
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!(schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()))
            {
                violations.Add($"{path} is null.");
            }

            return;
        }

        if (schema.TryGetProperty("enum", out var literals) && !IsKnownSlip(path) && !literals.EnumerateArray().Any(l => l.ToString() == value.ToString()))
        {
            violations.Add($"{path}: '{value}' is none of {string.Join(", ", literals.EnumerateArray())}.");
        }

        if (schema.TryGetProperty("type", out var type) && !IsKnownSlip(path) && !IsOfType(type.GetString()!, value))
        {
            violations.Add($"{path} is {value.ValueKind}, expected {type}.");
            return;
        }

        if (schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && value.ValueKind == JsonValueKind.String
            && !DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _))
        {
            violations.Add($"{path}: '{value}' is not a date-time.");
        }

        CheckBounds(schema, value, path, violations);
        if (value.ValueKind == JsonValueKind.Object)
        {
            CheckObject(schema, value, path, violations);
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"), violations);
            }
        }

        CheckCombinations(schema, value, path, violations);
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => true,
    };

    private static void CheckBounds(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            if (schema.TryGetProperty("minItems", out var min) && value.GetArrayLength() < min.GetInt32())
            {
                violations.Add($"{path} has {value.GetArrayLength()} items, at least {min} are needed.");
            }

            if (schema.TryGetProperty("maxItems", out var max) && value.GetArrayLength() > max.GetInt32())
            {
                violations.Add($"{path} has {value.GetArrayLength()} items, at most {max} are allowed.");
            }
        }
        else if (value.ValueKind == JsonValueKind.Number)
        {
            if ((schema.TryGetProperty("minimum", out var low) && value.GetDouble() < low.GetDouble()) || (schema.TryGetProperty("maximum", out var high) && value.GetDouble() > high.GetDouble()))
            {
                violations.Add($"{path}: {value} is out of range.");
            }
        }
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in required.EnumerateArray())
            {
                if (!value.TryGetProperty(name.GetString()!, out _))
                {
                    violations.Add($"{path}.{name} is missing.");
                }
            }
        }

        var known = schema.TryGetProperty("properties", out var properties);
        var additional = schema.TryGetProperty("additionalProperties", out var rest) && rest.ValueKind == JsonValueKind.Object;
        foreach (var member in value.EnumerateObject())
        {
            if (known && properties.TryGetProperty(member.Name, out var inner))
            {
                Check(inner, member.Value, $"{path}.{member.Name}", violations);
            }
            else if (additional)
            {
                Check(rest, member.Value, $"{path}.{member.Name}", violations);
            }
        }
    }

    private void CheckCombinations(JsonElement schema, JsonElement value, string path, List<string> violations)
    {
        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var part in all.EnumerateArray())
            {
                Check(part, value, path, violations);
            }
        }

        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf"])
        {
            if (!schema.TryGetProperty(keyword, out var options))
            {
                continue;
            }

            var fitting = options.EnumerateArray().Count(option =>
            {
                var found = new List<string>();
                Check(option, value, path, found);
                return found.Count == 0;
            });
            var onlyRequired = options.EnumerateArray().All(static o => o.EnumerateObject().All(static p => p.Name is "required" or "oneOf" or "anyOf"));
            if ((fitting == 0 && !onlyRequired) || (fitting > 1 && keyword == "oneOf"))
            {
                violations.Add($"{path} fits {fitting} of the alternatives of {keyword}: {options.ToString()[..Math.Min(200, options.ToString().Length)]}");
            }
        }
    }
}
