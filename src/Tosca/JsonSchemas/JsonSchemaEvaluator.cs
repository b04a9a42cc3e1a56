using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NfvOrchestrator.Tosca.JsonSchemas;

/// <summary>
/// One value against one schema. Steps and depth are bounded, for one value and for all of a run: a value that costs more is not judged,
/// which counts as valid.
/// </summary>
internal sealed class JsonSchemaEvaluator(JsonSchema schema)
{
    private const int MaxSteps = 200_000;
    private const int MaxStepsOfRun = 2_000_000;
    private const int MaxDepth = 100;

    // a hostile package may have a thousand values of a schema that costs much
    [ThreadStatic]
    private static int s_spent;

    private int _steps;
    private bool _over;

    /// <summary>Called where a run starts (a run stays on its thread).</summary>
    public static void StartRun() => s_spent = 0;

    public string? FirstViolation(JsonElement value)
    {
        if (s_spent > MaxStepsOfRun)
        {
            return null;
        }

        var found = Check(schema.Root, value, "", 0);
        s_spent += _steps;
        return _over ? null : found;
    }

    private string? Check(JsonElement rules, JsonElement value, string path, int depth)
    {
        if (_over || ++_steps > MaxSteps || depth > MaxDepth)
        {
            _over = true;
            return null;
        }

        if (rules.ValueKind == JsonValueKind.False)
        {
            return Say(path, "nothing is allowed here");
        }

        if (rules.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (rules.TryGetProperty("$ref", out var reference) && schema.Resolve(reference.GetString() ?? "") is { } target && Check(target, value, path, depth + 1) is { } behind)
        {
            return behind;
        }

        return Any(rules, value, path)
            ?? value.ValueKind switch
            {
                JsonValueKind.Number => Number(rules, value, path),
                JsonValueKind.String => Text(rules, value.GetString()!, path),
                JsonValueKind.Array => List(rules, value, path, depth),
                JsonValueKind.Object => Map(rules, value, path, depth),
                _ => null,
            }
            ?? Combined(rules, value, path, depth);
    }

    private string? Any(JsonElement rules, JsonElement value, string path)
    {
        if (rules.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(t => IsOf(t, value)) : IsOf(type, value)))
        {
            return Say(path, $"must be of type {type.ToString()}, found {Short(value)}");
        }

        if (rules.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value))
        {
            return Say(path, $"must be {Short(constant)}, found {Short(value)}");
        }

        if (!rules.TryGetProperty("enum", out var allowed) || allowed.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        _steps += allowed.GetArrayLength();
        return !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value))
            ? Say(path, $"must be one of {Short(allowed)}, found {Short(value)}")
            : null;
    }

    private static bool IsOf(JsonElement type, JsonElement value) => type.ValueKind != JsonValueKind.String || type.GetString() switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var n) && Math.Floor(n).Equals(n),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => true,
    };

    private static string? Number(JsonElement rules, JsonElement value, string path)
    {
        if (!value.TryGetDouble(out var number))
        {
            return null;
        }

        // the exclusive bounds are flags in draft 4 and numbers since draft 6
        var (low, high) = (Bound(rules, "minimum"), Bound(rules, "maximum"));
        if (number < low || (Flag(rules, "exclusiveMinimum") && number.Equals(low)) || number <= Bound(rules, "exclusiveMinimum"))
        {
            return Say(path, $"{Short(value)} is too small");
        }

        if (number > high || (Flag(rules, "exclusiveMaximum") && number.Equals(high)) || number >= Bound(rules, "exclusiveMaximum"))
        {
            return Say(path, $"{Short(value)} is too large");
        }

        return Bound(rules, "multipleOf") is { } step and > 0 && Math.Abs((number / step) - Math.Round(number / step)) > 1e-9 ? Say(path, $"{Short(value)} is no multiple of {step.ToString(CultureInfo.InvariantCulture)}") : null;
    }

    private string? Text(JsonElement rules, string text, string path)
    {
        if (Bound(rules, "minLength") is not null || Bound(rules, "maxLength") is not null)
        {
            // JSON schema counts characters, not the halves of surrogate pairs
            var length = text.EnumerateRunes().Count();
            if (length < Bound(rules, "minLength") || length > Bound(rules, "maxLength"))
            {
                return Say(path, $"has {length} characters, which is too {(length < Bound(rules, "minLength") ? "short" : "long")}");
            }
        }

        return rules.TryGetProperty("pattern", out var pattern) && pattern.ValueKind == JsonValueKind.String && !Matches(pattern.GetString()!, text) ? Say(path, $"does not match the pattern {pattern.GetString()}") : null;
    }

    private string? List(JsonElement rules, JsonElement list, string path, int depth)
    {
        var count = list.GetArrayLength();
        if (count < Bound(rules, "minItems") || count > Bound(rules, "maxItems"))
        {
            return Say(path, $"has {count} entries, which are too {(count < Bound(rules, "minItems") ? "few" : "many")}");
        }

        _steps += Flag(rules, "uniqueItems") ? (int)Math.Min(MaxSteps, (long)count * count / 16) : 0;
        if (Flag(rules, "uniqueItems") && _steps <= MaxSteps && HasTwice(list))
        {
            return Say(path, "has the same entry twice");
        }

        // a list of schemas for the first entries: 'items' up to draft 2019-09, 'prefixItems' after it
        var hasItems = rules.TryGetProperty("items", out var items);
        var places = rules.TryGetProperty("prefixItems", out var prefix) && prefix.ValueKind == JsonValueKind.Array ? prefix
            : hasItems && items.ValueKind == JsonValueKind.Array ? items : default;
        var known = places.ValueKind == JsonValueKind.Array ? places.GetArrayLength() : 0;
        var rest = hasItems && items.ValueKind != JsonValueKind.Array ? items : rules.TryGetProperty("additionalItems", out var additional) && hasItems ? additional : default;
        var matching = 0;
        var contains = rules.TryGetProperty("contains", out var wanted);
        for (var i = 0; i < count && !_over; i++)
        {
            var of = i < known ? places[i] : rest;
            if (of.ValueKind != JsonValueKind.Undefined && Check(of, list[i], $"{path}/{i}", depth + 1) is { } wrong)
            {
                return wrong;
            }

            matching += contains && Check(wanted, list[i], path, depth + 1) is null ? 1 : 0;
        }

        return contains && (matching < (Bound(rules, "minContains") ?? 1) || matching > Bound(rules, "maxContains")) ? Say(path, $"has {matching} entries of the kind that it must contain") : null;
    }

    private static bool HasTwice(JsonElement list)
    {
        var seen = new List<JsonElement>();
        foreach (var item in list.EnumerateArray())
        {
            if (seen.Exists(s => JsonElement.DeepEquals(s, item)))
            {
                return true;
            }

            seen.Add(item);
        }

        return false;
    }

    private string? Map(JsonElement rules, JsonElement map, string path, int depth)
    {
        var count = map.GetPropertyCount();
        if (count < Bound(rules, "minProperties") || count > Bound(rules, "maxProperties"))
        {
            return Say(path, $"has {count} members, which are too {(count < Bound(rules, "minProperties") ? "few" : "many")}");
        }

        // members are looked up by walking over them
        var properties = rules.TryGetProperty("properties", out var p) ? p : default;
        var patterns = rules.TryGetProperty("patternProperties", out var pp) ? pp : default;
        var known = (properties.ValueKind == JsonValueKind.Object ? properties.GetPropertyCount() : 0) + (patterns.ValueKind == JsonValueKind.Object ? patterns.GetPropertyCount() : 0)
            + (rules.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array ? required.GetArrayLength() : 0);
        _steps += (int)Math.Min(MaxSteps, (long)count * known / 16);
        if (_steps > MaxSteps)
        {
            _over = true;
            return null;
        }

        if (Missing(rules, "required", map) is { } missing)
        {
            return Say(path, $"lacks '{missing}'");
        }

        foreach (var member in map.EnumerateObject())
        {
            var (at, isKnown) = ($"{path}/{member.Name}", false);
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var own))
            {
                isKnown = true;
                if (Check(own, member.Value, at, depth + 1) is { } wrong)
                {
                    return wrong;
                }
            }

            foreach (var pattern in patterns.ValueKind == JsonValueKind.Object ? patterns.EnumerateObject() : default)
            {
                if (Matches(pattern.Name, member.Name))
                {
                    isKnown = true;
                    if (Check(pattern.Value, member.Value, at, depth + 1) is { } wrong)
                    {
                        return wrong;
                    }
                }
            }

            if (!isKnown && rules.TryGetProperty("additionalProperties", out var others) && Check(others, member.Value, at, depth + 1) is { } unknown)
            {
                return others.ValueKind == JsonValueKind.False ? Say(at, "is no member that the schema knows") : unknown;
            }

            if (rules.TryGetProperty("propertyNames", out var names) && Check(names, JsonSerializer.SerializeToElement(member.Name, SchemaJsonContext.Default.String), at, depth + 1) is { } name)
            {
                return name;
            }
        }

        return Dependent(rules, "dependentRequired", map, path, depth) ?? Dependent(rules, "dependentSchemas", map, path, depth) ?? Dependent(rules, "dependencies", map, path, depth);
    }

    private string? Dependent(JsonElement rules, string keyword, JsonElement map, string path, int depth)
    {
        foreach (var dependency in rules.TryGetProperty(keyword, out var all) && all.ValueKind == JsonValueKind.Object ? all.EnumerateObject() : default)
        {
            if (!map.TryGetProperty(dependency.Name, out _))
            {
                continue;
            }

            if (dependency.Value.ValueKind != JsonValueKind.Array)
            {
                if (Check(dependency.Value, map, path, depth + 1) is { } wrong)
                {
                    return wrong;
                }
            }
            else if (Missing(all, dependency.Name, map) is { } missing)
            {
                return Say(path, $"has '{dependency.Name}' and lacks '{missing}', which goes with it");
            }
        }

        return null;
    }

    private string? Combined(JsonElement rules, JsonElement value, string path, int depth)
    {
        foreach (var part in Parts(rules, "allOf"))
        {
            if (Check(part, value, path, depth + 1) is { } wrong)
            {
                return wrong;
            }
        }

        if (rules.TryGetProperty("anyOf", out _))
        {
            var (first, fits) = (default(string), false);
            foreach (var part in Parts(rules, "anyOf"))
            {
                var wrong = Check(part, value, path, depth + 1);
                first ??= wrong;
                fits |= wrong is null;
            }

            if (!fits)
            {
                return first;
            }
        }

        if (rules.TryGetProperty("oneOf", out _) && Parts(rules, "oneOf").Count(part => Check(part, value, path, depth + 1) is null) is var fitting and not 1)
        {
            return Say(path, $"fits {fitting} of the forms of which it must fit one");
        }

        if (rules.TryGetProperty("not", out var not) && Check(not, value, path, depth + 1) is null)
        {
            return Say(path, "has the form that it must not have");
        }

        return rules.TryGetProperty("if", out var condition) && rules.TryGetProperty(Check(condition, value, path, depth + 1) is null ? "then" : "else", out var branch) ? Check(branch, value, path, depth + 1) : null;
    }

    private static IEnumerable<JsonElement> Parts(JsonElement rules, string keyword) => rules.TryGetProperty(keyword, out var parts) && parts.ValueKind == JsonValueKind.Array ? parts.EnumerateArray() : [];

    private static string? Missing(JsonElement rules, string keyword, JsonElement map) =>
        rules.TryGetProperty(keyword, out var required) && required.ValueKind == JsonValueKind.Array
            ? required.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()).FirstOrDefault(r => !map.TryGetProperty(r!, out _))
            : null;

    private bool Matches(string pattern, string text)
    {
        try
        {
            return schema.Pattern(pattern)?.IsMatch(text) != false;
        }
        catch (RegexMatchTimeoutException)
        {
            _over = true;
            return true;
        }
    }

    private static double? Bound(JsonElement rules, string keyword) => rules.TryGetProperty(keyword, out var bound) && bound.ValueKind == JsonValueKind.Number && bound.TryGetDouble(out var value) ? value : null;

    private static bool Flag(JsonElement rules, string keyword) => rules.TryGetProperty(keyword, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length > 60 ? text[..60] + "…" : text;
    }

    private static string Say(string path, string what) => $"{(path.Length == 0 ? "the document" : path.Length > 200 ? path[..200] + "…" : path)} {what}";
}
