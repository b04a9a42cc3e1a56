using System.Text.Json;
using System.Text.RegularExpressions;

namespace NfvOrchestrator.Sdn.Tests.Support;

/// <summary>Compares an answer with a recorded expectation: placeholders, lists that are sets, exact or subset.</summary>
internal sealed partial class RecordedBody(IReadOnlyDictionary<string, string> variables, IReadOnlySet<string> unordered, bool exact)
{
    /// <summary>Null when it fits, else where it does not.</summary>
    public string? Mismatch(JsonElement expected, JsonElement actual, string at = "$", string member = "")
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                if (actual.ValueKind != JsonValueKind.Object)
                {
                    return $"{at}: object expected, got {actual}";
                }
                foreach (var e in expected.EnumerateObject())
                {
                    if (!actual.TryGetProperty(e.Name, out var a))
                    {
                        return $"{at}.{e.Name} is missing";
                    }
                    if (Mismatch(e.Value, a, $"{at}.{e.Name}", e.Name) is { } wrong)
                    {
                        return wrong;
                    }
                }
                var extra = exact ? actual.EnumerateObject().Select(a => a.Name).FirstOrDefault(n => !expected.TryGetProperty(n, out _)) : null;
                return extra is null ? null : $"{at}.{extra} was not recorded";
            case JsonValueKind.Array:
                return List([.. expected.EnumerateArray()], actual, at, member);
            case JsonValueKind.String:
                return Text(Fill(expected.GetString()!), actual) ? null : $"{at}: '{expected}' expected, got '{actual}'";
            case JsonValueKind.Number:
                return actual.ValueKind == JsonValueKind.Number && actual.GetDouble().Equals(expected.GetDouble()) ? null : $"{at}: {expected} expected, got {actual}";
            default:
                return actual.ValueKind == expected.ValueKind ? null : $"{at}: {expected} expected, got {actual}";
        }
    }

    /// <summary>Puts captured variables in.</summary>
    public string Fill(string text) => Variable().Replace(text, m => variables.TryGetValue(m.Groups["name"].Value, out var v) ? v : m.Value);

    private string? List(List<JsonElement> expected, JsonElement actual, string at, string member)
    {
        if (actual.ValueKind != JsonValueKind.Array)
        {
            return $"{at}: list expected, got {actual}";
        }
        var left = actual.EnumerateArray().ToList();
        if (exact && left.Count != expected.Count)
        {
            return $"{at}: {expected.Count} elements expected, got {left.Count}";
        }
        if (exact && !unordered.Contains(member))
        {
            return expected.Select((e, i) => Mismatch(e, left[i], $"{at}[{i}]", member + "[]")).FirstOrDefault(m => m is not null);
        }
        foreach (var e in expected)
        {
            var found = left.FindIndex(a => Mismatch(e, a, at, member + "[]") is null);
            if (found < 0)
            {
                return $"{at}: no element fits {e.ToString()[..Math.Min(200, e.ToString().Length)]}; first: {(left.Count > 0 ? Mismatch(e, left[0], at, member + "[]") : "the list is empty")}";
            }
            left.RemoveAt(found);
        }
        return null;
    }

    private static bool Text(string expected, JsonElement actual) => expected switch
    {
        "<any>" => true,
        "<int>" or "<number>" or "<time>" => actual.ValueKind == JsonValueKind.Number,
        "<hexid>" => actual.ValueKind == JsonValueKind.String && actual.GetString()!.StartsWith("0x", StringComparison.Ordinal),
        "<intText>" or "<timeText>" => actual.ValueKind == JsonValueKind.String && actual.GetString()!.All(char.IsAsciiDigit),
        ['<', .., '>'] when expected.Contains('|') => actual.ValueKind == JsonValueKind.String && expected[1..^1].Split('|').Contains(actual.GetString()),
        _ => actual.ValueKind == JsonValueKind.String && Regex.IsMatch(actual.GetString()!, Pattern(expected), RegexOptions.Singleline, TimeSpan.FromSeconds(1)),
    };

    private static string Pattern(string text)
        => $"^{Regex.Escape(text).Replace("<int>", "-?[0-9]+", StringComparison.Ordinal).Replace("<hexid>", "0x[0-9a-f]+", StringComparison.Ordinal).Replace("<any>", ".*", StringComparison.Ordinal)}$";

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
