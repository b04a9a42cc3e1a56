using System.Globalization;

namespace NfvOrchestrator.Tosca.Diagnostics.Output;

/// <summary>Findings as compilers write them: one line each, <c>file:line:column severity code: message; clause (hint)</c>, and a last line that counts them.</summary>
public static class DiagnosticText
{
    private const string Reset = "\e[0m";
    private const string Dim = "\e[2m";
    private const string Bold = "\e[1m";

    /// <summary>Writes the lines of one report.</summary>
    /// <param name="report">The findings.</param>
    /// <param name="to">Where to.</param>
    /// <param name="colours">Whether <paramref name="to"/> is a terminal that shows colours.</param>
    /// <param name="nameArchive">Whether paths inside an archive are preceded by its name (several packages in one output).</param>
    public static void Write(DiagnosticReport report, TextWriter to, bool colours, bool nameArchive)
    {
        foreach (var d in report.Diagnostics)
        {
            var path = report.PathOf(d);
            if (nameArchive && !report.IsDirectory && path != report.Target)
            {
                path = $"{report.Target}!{path}";
            }

            var place = d.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{path}:{d.Line}:{d.Column}") : path;
            var (word, colour) = d.Severity switch
            {
                Severity.Error => ("error", "\e[31m"),
                Severity.Warning => ("warning", "\e[33m"),
                _ => ("info", "\e[36m"),
            };
            var clause = d.Clause is null ? "" : $"; {d.Clause}";
            var hint = d.Hint is null ? "" : $" ({Clean(d.Hint)})";
            to.WriteLine(colours
                ? $"{Bold}{Clean(place)}{Reset} {colour}{word} {d.Code}{Reset}: {Clean(d.Message)}{Dim}{clause}{hint}{Reset}"
                : $"{Clean(place)} {word} {d.Code}: {Clean(d.Message)}{clause}{hint}");
        }
    }

    /// <summary>For example <c>2 errors, 1 warning</c>; empty when there is nothing.</summary>
    public static string Summary(DiagnosticReport report)
    {
        string?[] parts =
        [
            Count(report.Count(Severity.Error), "error"),
            Count(report.Count(Severity.Warning), "warning"),
            report.Count(Severity.Info) is var notes and > 0 ? string.Create(CultureInfo.InvariantCulture, $"{notes} for information") : null,
        ];
        return string.Join(", ", parts.Where(p => p is not null));
    }

    private static string? Count(int n, string noun) => n == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{n} {noun}{(n == 1 ? "" : "s")}");

    /// <summary>Names come from the package; one must not be able to move the cursor of whoever reads.</summary>
    private static string Clean(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;
}
