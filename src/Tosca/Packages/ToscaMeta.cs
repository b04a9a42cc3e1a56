using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>TOSCA-Metadata/TOSCA.meta (TOSCA 1.3 §6.2): <c>name: value</c> lines in blocks; block_0 is about the package, the others each about a file.</summary>
internal sealed class ToscaMeta
{
    public const string Path = "TOSCA-Metadata/TOSCA.meta";

    private const int MaxLines = 10_000;

    private static readonly string[] s_known =
    [
        "TOSCA-Meta-File-Version", "CSAR-Version", "Created-By", "Entry-Definitions", "Other-Definitions", "ETSI-Entry-Manifest",
        "ETSI-Entry-Change-Log", "ETSI-Entry-Tests", "ETSI-Entry-Licenses", "ETSI-Entry-Certificate",
    ];

    private readonly Dictionary<string, (string Value, int Line)> _keys = new(StringComparer.OrdinalIgnoreCase);

    private ToscaMeta(string path) => File = path;

    /// <summary>Path as the package spells it.</summary>
    public string File { get; }

    /// <summary>Keys of block_0.</summary>
    public IReadOnlyDictionary<string, string> Keys => _keys.ToDictionary(k => k.Key, k => k.Value.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a key, by its name or by the one that editions before 2.5.1 used; null when absent or empty.</summary>
    public string? this[string name] => Value(name) ?? (name.StartsWith("ETSI-", StringComparison.Ordinal) ? Value(name[5..]) : null);

    /// <summary>Line of a key; 0 when absent.</summary>
    public int LineOf(string name) =>
        _keys.TryGetValue(name, out var found) || (name.StartsWith("ETSI-", StringComparison.Ordinal) && _keys.TryGetValue(name[5..], out found)) ? found.Line : 0;

    public static ToscaMeta Read(string path, TextReader reader, DiagnosticBag diagnostics)
    {
        var meta = new ToscaMeta(path);
        for (var number = 1; number <= MaxLines && reader.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().Trim().Length == 0)
            {
                if (meta._keys.ContainsKey("Entry-Definitions"))
                {
                    // block_0 ends here; some packages begin with an empty line or have one too many inside
                    break;
                }

                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                diagnostics.Deviation("TOSCA0021", path, number, $"the line is not 'name: value': {line[..Math.Min(60, line.Length)]}", "TOSCA 1.3 §6.2");
                continue;
            }

            meta.Add(line[..colon].Trim(), line[(colon + 1)..].Trim(), number, diagnostics);
        }

        meta.CheckVersions(diagnostics);
        return meta;
    }

    private void Add(string name, string value, int line, DiagnosticBag diagnostics)
    {
        if (string.Equals(name, "Name", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase))
        {
            // keys of a block about one file, in a package that does not separate the blocks
            return;
        }

        if (!_keys.TryAdd(name, (value, line)))
        {
            var other = _keys[name];
            if (!string.Equals(other.Value, value, StringComparison.Ordinal) && string.Equals(name, "Entry-Definitions", StringComparison.OrdinalIgnoreCase))
            {
                diagnostics.Add(new Diagnostic("TOSCA0023", Severity.Error, File, line, 1, $"two entry definitions: '{other.Value}' (line {other.Line}) and '{value}'", "TOSCA 1.3 §6.2.1", "name the top-level service template only; others are imported, or named by Other-Definitions"));
            }
            else
            {
                diagnostics.Deviation("TOSCA0021", File, line, $"'{name}' is given twice; the first one counts", "TOSCA 1.3 §6.2.1");
            }
        }
        else if (!s_known.Contains(name, StringComparer.OrdinalIgnoreCase) && !s_known.Contains("ETSI-" + name, StringComparer.OrdinalIgnoreCase) && DidYouMean.Hint(name, s_known) is { } hint)
        {
            diagnostics.Deviation("TOSCA0021", File, line, $"unknown key '{name}'", "SOL004 §4.1.2.3", hint);
        }
    }

    private void CheckVersions(DiagnosticBag diagnostics)
    {
        if ((Value("TOSCA-Meta-File-Version") ?? Value("TOSCA-Meta-Version")) is var version && version is not ("1.0" or "1.1"))
        {
            diagnostics.Deviation("TOSCA0021", File, LineOf("TOSCA-Meta-File-Version"), version is null ? "TOSCA-Meta-File-Version is missing; read as 1.1" : $"TOSCA-Meta-File-Version '{version}' is unknown; read as 1.1", "TOSCA 1.3 §6.2.1", "write 1.0 or 1.1");
        }

        if (Value("CSAR-Version") is var csar && csar is not ("1.0" or "1.1"))
        {
            diagnostics.Deviation("TOSCA0021", File, LineOf("CSAR-Version"), csar is null ? "CSAR-Version is missing; read as 1.1" : $"CSAR-Version '{csar}' is unknown; read as 1.1", "TOSCA 1.3 §6.2.1", "write 1.1");
        }
    }

    private string? Value(string name) => _keys.TryGetValue(name, out var found) && found.Value.Length > 0 ? found.Value : null;
}
