using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.JsonSchemas;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>One constraint clause (TOSCA 1.3 §3.6.3), its argument prepared once. Immutable to its users and shared by threads.</summary>
internal sealed class ConstraintClause
{
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "equal", "greater_than", "greater_or_equal", "less_than", "less_or_equal", "in_range", "valid_values", "length", "min_length", "max_length", "pattern", "schema",
    };

    private const int MaxPatterns = 128;

    private static readonly ConcurrentDictionary<string, Regex?> s_patterns = new(StringComparer.Ordinal);

    private readonly YNode _argument;
    private readonly HashSet<string>? _values;
    private readonly int _length;
    private readonly Lazy<Regex?>? _pattern;
    private readonly Lazy<SchemaClause>? _schema;
    private Bounds? _bounds;

    private ConstraintClause(YNode at, string name, YNode argument)
    {
        (At, Name, _argument) = (at, name, argument);
        switch (name)
        {
            case "valid_values" when argument.Items.All(i => i is YScalar):
                _values = argument.Items.Select(i => ((YScalar)i).Value).ToHashSet(StringComparer.Ordinal);
                break;
            case "length" or "min_length" or "max_length":
                _length = int.TryParse(argument.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
                break;
            case "pattern" when argument.Text is { Length: < 1000 } pattern:
                _pattern = new Lazy<Regex?>(() => Compile(pattern));
                break;
            case "schema":
                _schema = new Lazy<SchemaClause>(() => SchemaClause.Read(argument));
                break;
        }
    }

    /// <summary>Where it is written.</summary>
    public YNode At { get; }

    /// <summary>The operator, e.g. <c>in_range</c>.</summary>
    public string Name { get; }

    /// <summary>Allowed values as written, for hints.</summary>
    public IEnumerable<string> ValidValues => _values ?? [];

    public static IReadOnlyList<ConstraintClause> ReadAll(YNode? constraints)
    {
        if (constraints is null)
        {
            return [];
        }

        var list = new List<ConstraintClause>();
        foreach (var item in constraints.Items)
        {
            foreach (var (name, argument) in item.Entries)
            {
                list.Add(new ConstraintClause(name, name.Value, argument));
            }
        }

        return list;
    }

    /// <summary>A filter's constraint: a clause, or a bare value that stands for <c>equal</c>.</summary>
    public static IReadOnlyList<ConstraintClause> ReadFilter(YNode condition) => condition switch
    {
        YScalar => [new ConstraintClause(condition, "equal", condition)],
        YList list => list.Values.SelectMany(ReadFilter).ToList(),
        YMap { Pairs: [var only] } when s_names.Contains(only.Key.Value) => [new ConstraintClause(only.Key, only.Key.Value, only.Value)],
        YMap map when map.Pairs.Exists(p => s_names.Contains(p.Key.Value)) => map.Pairs.ConvertAll(p => new ConstraintClause(p.Key, p.Key.Value, p.Value)),
        _ => [new ConstraintClause(condition, "equal", condition)],
    };

    /// <summary>Tells an operator that is not one, and an argument that does not suit it or the type.</summary>
    public void CheckDefinition(string primitive, string what, DiagnosticBag diagnostics)
    {
        var wrong = Name switch
        {
            _ when ValueChecker.IsFunction(_argument) => null,
            _ when !s_names.Contains(Name) => $"'{Name}' is no constraint",
            "in_range" when _argument.Items.Count != 2 => "in_range takes a list of two bounds",
            "in_range" when BoundsFor(primitive) is { } b && !IsUnbounded(_argument.Items[0]) && !IsUnbounded(_argument.Items[1]) && b.Low > b.High => "in_range has its lower bound over its upper bound",
            "in_range" when IsNumeric(primitive) && BoundsFor(primitive) is null => $"in_range takes two values of type {primitive}",
            "valid_values" when _argument is not YList => "valid_values takes a list",
            "valid_values" when IsNumeric(primitive) && primitive is not "range" && _argument.Items.FirstOrDefault(i => !ValueChecker.IsFunction(i) && Number(primitive, i.Text) is null) is { } odd => $"valid_values takes values of type {primitive}, found {odd.Describe()}",
            "equal" when IsNumeric(primitive) && primitive is not "range" && Number(primitive, _argument.Text) is null => $"equal takes a value of type {primitive}, found {_argument.Describe()}",
            "length" or "min_length" or "max_length" when _length < 0 => $"{Name} takes a whole number, found {_argument.Describe()}",
            "greater_than" or "greater_or_equal" or "less_than" or "less_or_equal" when IsNumeric(primitive) && Number(primitive, _argument.Text) is null => $"{Name} takes a value of type {primitive}, found {_argument.Describe()}",
            "pattern" when _pattern is null => "pattern takes a regular expression of at most 1,000 characters",
            "schema" => _schema!.Value.Problem(primitive),
            _ => null,
        };
        if (wrong is not null)
        {
            diagnostics.Deviation("TOSCA0237", At, $"a constraint of {what} is not understood: {wrong}; it is not checked", "TOSCA 1.3 §3.6.3", s_names.Contains(Name) ? null : DidYouMean.Hint(Name, s_names));
        }
        else if (_schema?.Value.Unchecked(primitive) is { } open)
        {
            diagnostics.Info("TOSCA0249", At, $"the schema of {what} is checked but for {open}", "TOSCA 1.3 §3.6.3.1");
        }
    }

    /// <summary>Whether a value of the simple type keeps to the clause. What cannot be judged holds.</summary>
    public bool Holds(string primitive, YNode value)
    {
        switch (Name)
        {
            case "valid_values":
                return _values is null || value is not YScalar s || _values.Contains(s.Value) || (IsNumeric(primitive) || primitive is "any") && SameNumber(primitive, s.Value);
            case "equal":
                return value.Text is not { } e || _argument.Text is not { } wanted || string.Equals(e, wanted, StringComparison.Ordinal)
                    || Number(primitive, e) is { } x && Number(primitive, wanted) is { } y && x.Equals(y);
            case "greater_than":
                return Compare(primitive, value) is not { } c1 || c1 > 0;
            case "greater_or_equal":
                return Compare(primitive, value) is not { } c2 || c2 >= 0;
            case "less_than":
                return Compare(primitive, value) is not { } c3 || c3 < 0;
            case "less_or_equal":
                return Compare(primitive, value) is not { } c4 || c4 <= 0;
            case "in_range":
                return InRange(primitive, value);
            case "length":
                return _length < 0 || Length(value) == _length;
            case "min_length":
                return _length < 0 || Length(value) >= _length;
            case "max_length":
                return _length < 0 || Length(value) <= _length;
            case "pattern":
                return value is not YScalar text || Matches(text.Value);
            case "schema":
                return _schema!.Value.Violation(primitive, value) is null;
            default:
                return true;
        }
    }

    /// <summary>What exactly about a value breaks the clause, where that is not plain from its words.</summary>
    public string? Explain(string primitive, YNode value) => _schema?.Value.Violation(primitive, value);

    /// <summary>The clause in words, to follow "must be an integer".</summary>
    public string Words(string primitive) => Name switch
    {
        "greater_than" when primitive is "integer" && long.TryParse(_argument.Text, out var n) && n < long.MaxValue => $"≥ {n + 1}",
        "less_than" when primitive is "integer" && long.TryParse(_argument.Text, out var n) && n > long.MinValue => $"≤ {n - 1}",
        "greater_than" => $"> {_argument.Text}",
        "greater_or_equal" => $"≥ {_argument.Text}",
        "less_than" => $"< {_argument.Text}",
        "less_or_equal" => $"≤ {_argument.Text}",
        "equal" => $"equal to {_argument.Text}",
        "in_range" when _argument.Items is [var low, var high] => IsUnbounded(high) ? $"≥ {low.Text}" : IsUnbounded(low) ? $"≤ {high.Text}" : $"from {low.Text} to {high.Text}",
        "valid_values" => $"out of {string.Join(", ", _argument.Items.Take(12).Select(v => v.Text ?? v.Describe()))}{(_argument.Items.Count > 12 ? ", …" : "")}",
        "length" => $"of length {_length}",
        "min_length" => $"of length {_length} or more",
        "max_length" => $"of length {_length} or less",
        "pattern" => $"matching the pattern {_argument.Text}",
        "schema" => "valid by its schema",
        _ => Name,
    };

    /// <summary>Packages that carry the ETSI types carry their patterns: each is compiled once per process, as long as there are not too many.</summary>
    private static Regex? Compile(string pattern)
    {
        if (s_patterns.TryGetValue(pattern, out var known))
        {
            return known;
        }

        var regex = New(pattern);
        if (s_patterns.Count < MaxPatterns)
        {
            s_patterns.TryAdd(pattern, regex);
        }

        return regex;
    }

    private static Regex? New(string pattern)
    {
        try
        {
            return new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // a pattern of another dialect cannot be judged here: values stand
            return null;
        }
    }

    private bool Matches(string text)
    {
        try
        {
            return _pattern?.Value?.IsMatch(text) != false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private bool SameNumber(string primitive, string text) =>
        Number(primitive, text) is { } number && _argument.Items.Any(i => Number(primitive, i.Text) is { } n && n.Equals(number));

    private int? Compare(string primitive, YNode value) =>
        BoundsFor(primitive) is { } bounds && Number(primitive, value.Text) is { } number ? number.CompareTo(bounds.Low) : null;

    private bool InRange(string primitive, YNode value)
    {
        if (BoundsFor(primitive) is not { } bounds)
        {
            return true;
        }

        foreach (var item in value.Items)
        {
            if (Number(primitive, item.Text) is { } number && (number < bounds.Low || number > bounds.High))
            {
                return false;
            }
        }

        return true;
    }

    private Bounds? BoundsFor(string primitive)
    {
        if (_bounds is { } known && string.Equals(known.Primitive, primitive, StringComparison.Ordinal))
        {
            return known;
        }

        if (Name is not "in_range")
        {
            return Number(primitive, _argument.Text) is { } number ? _bounds = new Bounds(primitive, number, number) : null;
        }

        if (_argument.Items is not [var low, var high])
        {
            return null;
        }

        var (from, to) = (IsUnbounded(low) ? double.NegativeInfinity : Number(primitive, low.Text), IsUnbounded(high) ? double.PositiveInfinity : Number(primitive, high.Text));
        return from is null || to is null ? null : _bounds = new Bounds(primitive, from.Value, to.Value);
    }

    private static bool IsUnbounded(YNode bound) => bound.Text is "UNBOUNDED";

    private static bool IsNumeric(string primitive) =>
        primitive is "integer" or "float" or "range" or "version" or "timestamp" || primitive.StartsWith("scalar-unit", StringComparison.Ordinal);

    private static int Length(YNode value) => value switch
    {
        YScalar s => s.Value.Length,
        YList l => l.Values.Count,
        YMap m => m.Pairs.Count,
        _ => 0,
    };

    /// <summary>A position on the number line for everything that TOSCA can compare.</summary>
    private static double? Number(string primitive, string? text)
    {
        if (text is null)
        {
            return null;
        }

        switch (primitive)
        {
            case "scalar-unit.size":
                return ScalarUnits.TrySizeBytes(text, out var bytes) ? bytes : null;
            case "scalar-unit.time":
                return ScalarUnits.TryTimeSeconds(text, out var seconds) ? seconds : null;
            case "scalar-unit.frequency":
                return ScalarUnits.TryFrequencyHz(text, out var hertz) ? hertz : null;
            case "scalar-unit.bitrate":
                return ScalarUnits.TryBitsPerSecond(text, out var bits) ? bits : null;
            case "timestamp":
                return ToscaScalars.TryTimestamp(text, out var time) ? time.UtcTicks : null;
            case "version":
                return ToscaScalars.TryVersion(text, out var version) ? version : null;
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : null;
        }
    }

    private sealed record Bounds(string Primitive, double Low, double High);
}
