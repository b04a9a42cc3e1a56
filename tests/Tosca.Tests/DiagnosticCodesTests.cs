using System.Text.RegularExpressions;
using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>The table of codes, the source that uses them, and the page for people are one.</summary>
public sealed partial class DiagnosticCodesTests
{
    private static readonly string s_root = Path.GetDirectoryName(Shared.Samples)!;

    [Fact]
    public void Every_code_in_the_source_is_in_the_table_and_the_other_way_round() =>
        Uses().Select(u => u.Code).Distinct().ShouldBe(DiagnosticCodes.All.Keys, ignoreOrder: true);

    [Fact]
    public void A_code_is_reported_as_its_kind_says()
    {
        foreach (var (code, how, file) in Uses())
        {
            var kind = DiagnosticCodes.All[code].Kind;
            switch (how)
            {
                case "Error":
                    kind.ShouldBeOneOf([DiagnosticKind.Error, DiagnosticKind.ErrorOrDeviation], $"{file} reports {code} as an error");
                    break;
                case "Deviation":
                    kind.ShouldBeOneOf([DiagnosticKind.Deviation, DiagnosticKind.ErrorOrDeviation, DiagnosticKind.InfoOrDeviation], $"{file} reports {code} as a deviation");
                    break;
                case "ErrorUnless":
                    kind.ShouldBe(DiagnosticKind.ErrorOrDeviation, $"{file} reports {code} as either");
                    break;
                default:
                    break;
            }
        }
    }

    [Fact]
    public void What_lenient_reading_tolerates_is_documented()
    {
        foreach (var code in DiagnosticCodes.All.Values)
        {
            (code.Tolerated is not null).ShouldBe(code.Kind is DiagnosticKind.Deviation or DiagnosticKind.ErrorOrDeviation or DiagnosticKind.InfoOrDeviation, code.Code);
            code.Meaning.ShouldNotBeNullOrWhiteSpace(code.Code);
            code.Advice.ShouldNotBeNullOrWhiteSpace(code.Code);
            code.Clause.ShouldNotBeNullOrWhiteSpace(code.Code);
        }
    }

    [Fact]
    public void The_page_is_the_table()
    {
        var path = Path.Combine(s_root, "docs", "diagnostics.md");
        var expected = DiagnosticTable.ToMarkdown();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is "1")
        {
            File.WriteAllText(path, expected);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(expected, "docs/diagnostics.md is generated: UPDATE_DOCS=1 dotnet test tests/Tosca.Tests --filter Codes");
    }

    /// <summary>Codes as string literals in the source, with the method of the bag they are given to where that can be seen.</summary>
    private static IEnumerable<(string Code, string How, string File)> Uses() =>
        Directory.EnumerateFiles(Path.Combine(s_root, "src", "Tosca"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.EndsWith("Codes.cs", StringComparison.Ordinal))
            .SelectMany(f => Literal().Matches(File.ReadAllText(f)).Select(m => (m.Groups["code"].Value, m.Groups["how"].Value, Path.GetFileName(f))));

    [GeneratedRegex(@"(?:\.(?<how>Error|Deviation)\(\s*)?(?:\.(?<how>ErrorUnless)\([^""\n]*)?""(?<code>[A-Z]+0[0-9]{3})""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Literal();
}
