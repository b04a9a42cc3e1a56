namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>A line of the table of codes (docs/diagnostics.md is generated from it).</summary>
/// <param name="Code">The code: never changes its meaning, and is never used again for another.</param>
/// <param name="Kind">Severity in the two ways of reading.</param>
/// <param name="Meaning">What is wrong.</param>
/// <param name="Clause">Where the specification says so; a dash: none does, it is a limit or a behaviour of the reader.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Tolerated">What lenient reading does instead of refusing; null when it never tolerates.</param>
public sealed record DiagnosticCode(string Code, DiagnosticKind Kind, string Meaning, string Clause, string Advice, string? Tolerated = null);
