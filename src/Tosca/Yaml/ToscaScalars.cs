using System.Globalization;
using System.Text.RegularExpressions;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>The simple types of TOSCA that YAML does not have: version, timestamp, range (TOSCA 1.3 §3.3).</summary>
internal static partial class ToscaScalars
{
    /// <summary><c>major.minor[.fix[.qualifier[-build]]]</c>; the number orders versions up to the fix level.</summary>
    public static bool TryVersion(string text, out double order)
    {
        order = 0;
        if (Version().Match(text) is not { Success: true } match)
        {
            return false;
        }

        foreach (var part in new[] { "major", "minor", "fix" })
        {
            order = order * 100_000 + (match.Groups[part] is { Success: true } group && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Min(n, 99_999) : 0);
        }

        return true;
    }

    /// <summary>ISO 8601 date or date and time; without an offset it is UTC.</summary>
    public static bool TryTimestamp(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time) && text.Length >= 8 && char.IsAsciiDigit(text[0]);

    /// <summary>A list of two integers, the upper of which may be <c>UNBOUNDED</c> (null).</summary>
    public static bool TryRange(YNode node, out long low, out long? high)
    {
        (low, high) = (0, null);
        if (node is not YList { Values: [var first, var second] } || !long.TryParse(first.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out low))
        {
            return false;
        }

        if (second.Text is "UNBOUNDED")
        {
            return true;
        }

        var ok = long.TryParse(second.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var upper);
        high = upper;
        return ok;
    }

    [GeneratedRegex(@"^(?<major>[0-9]{1,9})\.(?<minor>[0-9]{1,9})(\.(?<fix>[0-9]{1,9})(\.[A-Za-z0-9_]+(-[0-9]+)?)?)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Version();
}
