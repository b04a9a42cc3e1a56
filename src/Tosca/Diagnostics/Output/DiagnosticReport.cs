namespace NfvOrchestrator.Tosca.Diagnostics.Output;

/// <summary>The findings of one package, for output.</summary>
public sealed record DiagnosticReport
{
    /// <summary>What was read: path of a directory, an archive or a file, as it was named.</summary>
    public required string Target { get; init; }

    /// <summary>True when the findings are in files of a directory, which can be opened; false when they are inside an archive.</summary>
    public bool IsDirectory { get; init; }

    /// <summary>What was found.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Number of findings of a severity.</summary>
    public int Count(Severity severity) => Diagnostics.Count(d => d.Severity == severity);

    /// <summary>Path of a finding from where the reader stands: the file itself in a directory, the path inside an archive; the target for what concerns all of it.</summary>
    public string PathOf(Diagnostic diagnostic) =>
        diagnostic.File.StartsWith('(') ? Target
        : IsDirectory ? Path.Combine(Target, diagnostic.File).Replace('\\', '/')
        : diagnostic.File;
}
