using NfvOrchestrator.Tosca.Diagnostics.Codes;

namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>
/// The table of codes: a code never changes its meaning and is never used again for another. A new code is a line in the list of its
/// area (<c>Codes/*Codes.cs</c>); docs/diagnostics.md follows (<c>UPDATE_DOCS=1 dotnet test tests/Tosca.Tests --filter Codes</c>).
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>Every code with its meaning, sorted.</summary>
    public static IReadOnlyDictionary<string, DiagnosticCode> All { get; } = new SortedDictionary<string, DiagnosticCode>(
        Areas().ToDictionary(c => c.Code, StringComparer.Ordinal), StringComparer.Ordinal);

    private static IEnumerable<DiagnosticCode> Areas() => [.. ContainerCodes.All, .. SignatureCodes.All, .. LanguageCodes.All, .. ModelCodes.All, .. Sol006Codes.All];
}
