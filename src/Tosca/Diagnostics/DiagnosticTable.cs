using System.Text;

namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>The table of codes as a page for people: docs/diagnostics.md.</summary>
public static class DiagnosticTable
{
    /// <summary>Markdown, deterministic.</summary>
    public static string ToMarkdown()
    {
        var page = new StringBuilder();
        page.Append("""
            # Diagnostics of packages and descriptors

            Generated from `src/Tosca/Diagnostics/Codes`; a test keeps both equal (`UPDATE_DOCS=1 dotnet test tests/Tosca.Tests --filter Codes` writes this page).

            Every finding has a code that never changes its meaning, a severity, a place (`file:line:column` inside the package), the clause, and a hint. An **error** keeps a package from being onboarded. Reading
            is *lenient* (the default) or *strict*: what lenient reading tolerates and how it then reads is in the last column; strict reading refuses it. A dash for the
            clause: no specification says so, it is a limit of the reader (size, depth, number), there so that no package can exhaust it, or its own behaviour.

            | code | lenient | strict | what it means | clause | what to do | tolerated: how it is read |
            | --- | --- | --- | --- | --- | --- | --- |

            """);
        foreach (var code in DiagnosticCodes.All.Values)
        {
            var (lenient, strict) = Severities(code.Kind);
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {code.Code} | {lenient} | {strict} | {Cell(code.Meaning)} | {Cell(code.Clause)} | {Cell(code.Advice)} | {Cell(code.Tolerated ?? "")} |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static (string Lenient, string Strict) Severities(DiagnosticKind kind) => kind switch
    {
        DiagnosticKind.Error => ("error", "error"),
        DiagnosticKind.Deviation => ("warning", "error"),
        DiagnosticKind.ErrorOrDeviation => ("error or warning", "error"),
        DiagnosticKind.Warning => ("warning", "warning"),
        DiagnosticKind.InfoOrWarning => ("info or warning", "info or warning"),
        DiagnosticKind.InfoOrDeviation => ("info or warning", "info or error"),
        _ => ("info", "info"),
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
