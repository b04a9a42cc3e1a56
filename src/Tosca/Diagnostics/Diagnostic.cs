namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>One finding about a package, with the place where a person has to look.</summary>
/// <param name="Code">Stable code, e.g. <c>TOSCA0231</c>; listed in the codes table.</param>
/// <param name="Severity">Whether it blocks.</param>
/// <param name="File">Path inside the package, or the package itself as <c>(package)</c>.</param>
/// <param name="Line">One-based line; 0 when the finding has no line.</param>
/// <param name="Column">One-based column; 0 when the finding has no line.</param>
/// <param name="Message">What is wrong, on what, and what was found.</param>
/// <param name="Clause">The clause of the specification that says so.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record Diagnostic(
    string Code,
    Severity Severity,
    string File,
    int Line,
    int Column,
    string Message,
    string? Clause = null,
    string? Hint = null)
{
    /// <summary>The compiler-style line: <c>vnfd.yaml:142:9 error TOSCA0231: message; clause (hint)</c>.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}" : File;
        var severity = Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "info",
        };
        var clause = Clause is null ? "" : $"; {Clause}";
        var hint = Hint is null ? "" : $" ({Hint})";
        return $"{place} {severity} {Code}: {Message}{clause}{hint}";
    }
}
