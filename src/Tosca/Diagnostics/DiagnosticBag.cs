using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>Collects the findings of one run: bounded, each place and code once, so that one mistake is told once.</summary>
internal sealed class DiagnosticBag(bool strict, int limit)
{
    private readonly List<Diagnostic> _items = [];
    private readonly HashSet<(string Code, string File, int Line, int Column, string Message)> _seen = [];
    private int _dropped;

    public bool HasErrors { get; private set; }

    /// <summary>Different findings so far, those not kept included.</summary>
    public int Count => _seen.Count;

    public void Error(string code, YNode at, string message, string? clause = null, string? hint = null) =>
        Add(new Diagnostic(code, Severity.Error, at.File, at.Line, at.Column, message, clause, hint));

    public void Info(string code, YNode at, string message, string? clause = null, string? hint = null) =>
        Add(new Diagnostic(code, Severity.Info, at.File, at.Line, at.Column, message, clause, hint));

    /// <summary>A deviation with a safe reading: a warning, or an error in strict mode.</summary>
    public void Deviation(string code, YNode at, string message, string? clause = null, string? hint = null) =>
        Add(new Diagnostic(code, strict ? Severity.Error : Severity.Warning, at.File, at.Line, at.Column, message, clause, hint));

    /// <summary>A deviation in a file that is not YAML; line 0 when it has no line.</summary>
    public void Deviation(string code, string file, int line, string message, string? clause = null, string? hint = null) =>
        Add(new Diagnostic(code, strict ? Severity.Error : Severity.Warning, file, line, line > 0 ? 1 : 0, message, clause, hint));

    /// <summary>Findings of who does not know whether this reading is strict: a container, or an earlier reading of the same file.</summary>
    public void AddLenient(IReadOnlyList<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            Add(strict && finding.Severity == Severity.Warning ? finding with { Severity = Severity.Error } : finding);
        }
    }

    public void ErrorUnless(bool tolerated, string code, YNode at, string message, string? clause = null, string? hint = null)
    {
        if (tolerated)
        {
            Deviation(code, at, message, clause, hint);
        }
        else
        {
            Error(code, at, message, clause, hint);
        }
    }

    public void File(string code, Severity severity, string file, string message, string? clause = null, string? hint = null) =>
        Add(new Diagnostic(code, severity, file, 0, 0, message, clause, hint));

    public void Add(Diagnostic diagnostic)
    {
        if (!_seen.Add((diagnostic.Code, diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.Message)))
        {
            return;
        }

        HasErrors |= diagnostic.Severity == Severity.Error;
        if (_items.Count >= limit && diagnostic.Severity != Severity.Error || _items.Count >= 2 * limit)
        {
            _dropped++;
            return;
        }

        _items.Add(diagnostic);
    }

    public IReadOnlyList<Diagnostic> ToList()
    {
        var sorted = _items.OrderByDescending(d => d.Severity).ThenBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Column).Select(Completed).ToList();
        if (_dropped > 0)
        {
            sorted.Add(new Diagnostic("TOSCA0000", HasErrors ? Severity.Error : Severity.Warning, "(package)", 0, 0, $"{_dropped} more findings are not listed"));
        }

        return sorted;
    }

    /// <summary>Clause and hint of the table of codes, where the finding has none of its own.</summary>
    private static Diagnostic Completed(Diagnostic finding)
    {
        if ((finding.Clause is not null && finding.Hint is not null) || !DiagnosticCodes.All.TryGetValue(finding.Code, out var code))
        {
            return finding;
        }

        return finding with
        {
            Clause = finding.Clause ?? (code.Clause is "–" ? null : code.Clause),
            Hint = finding.Hint ?? (code.Advice is "as the finding says" || code.Advice.StartsWith("nothing", StringComparison.Ordinal) || finding.Severity == Severity.Info ? null : code.Advice),
        };
    }
}
