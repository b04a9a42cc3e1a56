using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Prefixes of imports (namespace_prefix, TOSCA 1.0 to 1.3 §3.6.8). A name without prefix is one of the file itself or of what it imports without prefix; <c>p:Name</c> is one of
/// the import with that prefix. Where two files define the same name, one of them gets it as <c>prefix:Name</c> everywhere, in definitions and references,
/// so that all that follows sees different names. Packages without prefixes pass untouched.
/// </summary>
internal sealed class NameSpaceResolver
{
    private readonly IReadOnlyList<SourceFile> _sources;
    private readonly TypeSystem _builtIn;
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<string, SourceFile> _byPath;
    private readonly Dictionary<string, List<string>> _definedIn = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Name), string> _unique = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _reach = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, string Name)> _told = [];

    private NameSpaceResolver(IReadOnlyList<SourceFile> sources, TypeSystem builtIn, DiagnosticBag diagnostics)
    {
        (_sources, _builtIn, _diagnostics) = (sources, builtIn, diagnostics);
        _byPath = sources.ToDictionary(s => s.Path, StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var name in source.Root.Entries.Where(e => TypeSystem.IsSection(e.Key.Value)).SelectMany(e => e.Value.Entries).Select(t => t.Key.Value).Distinct(StringComparer.Ordinal))
            {
                if (!_definedIn.TryGetValue(name, out var files))
                {
                    _definedIn[name] = files = [];
                }

                files.Add(source.Path);
            }
        }

        MakeUnique();
    }

    public static IReadOnlyList<SourceFile> Resolve(IReadOnlyList<SourceFile> sources, TypeSystem builtIn, DiagnosticBag diagnostics) =>
        sources.Any(s => s.Imports.Any(i => i.Prefix is not null)) ? new NameSpaceResolver(sources, builtIn, diagnostics).All() : sources;

    /// <summary>The name under which a type of a file is known to all that follows.</summary>
    public string NameIn(string file, string name) => _unique.GetValueOrDefault((file, name), name);

    /// <summary>What a reference in a file stands for; the reference itself when it is to a built-in type, or to nothing.</summary>
    public string Reference(SourceFile from, string written, YNode at)
    {
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? Prefixed(from, written, written[..colon], written[(colon + 1)..], at) : _definedIn.ContainsKey(written) ? Plain(from, written, at) : written;
    }

    private List<SourceFile> All() => _sources.Select(s => s.ContentKey is null ? s with { Root = new NameSpaceRewriter(this, s).Rewrite() } : s).ToList();

    private string Prefixed(SourceFile from, string written, string prefix, string name, YNode at)
    {
        var imports = from.Imports.Where(i => string.Equals(i.Prefix, prefix, StringComparison.Ordinal)).ToList();
        if (imports.Count == 0)
        {
            if (prefix is not "tosca" && _told.Add((from.Path, written)))
            {
                _diagnostics.Deviation("TOSCA0206", at, $"'{written}' has the prefix '{prefix}', which no import of this file declares; '{name}' is looked for everywhere", "TOSCA 1.3 §3.6.8", DidYouMean.Hint(prefix, from.Imports.Select(i => i.Prefix).OfType<string>().Distinct(StringComparer.Ordinal)) ?? "give the import the line 'namespace_prefix'");
            }

            return written;
        }

        var meant = imports.Where(i => i.Path is not null).SelectMany(i => Reach(i.Path!)).Where(f => Defines(f, name)).Select(f => NameIn(f, name)).Distinct(StringComparer.Ordinal).ToList();
        if (meant.Count > 1)
        {
            Ambiguous(from, written, meant, at);
        }
        else if (meant.Count == 0 && _definedIn.TryGetValue(name, out var elsewhere) && imports.TrueForAll(i => i.Path is not null) && _told.Add((from.Path, written)))
        {
            _diagnostics.Deviation("TOSCA0206", at, $"'{written}': the import with the prefix '{prefix}' does not define '{name}'; that of {elsewhere[0]} is taken", "TOSCA 1.3 §3.6.8");
        }

        return meant.Count > 0 ? meant[0] : _definedIn.TryGetValue(name, out var files) ? NameIn(files[0], name) : name;
    }

    private string Plain(SourceFile from, string name, YNode at)
    {
        if (Defines(from.Path, name))
        {
            return NameIn(from.Path, name);
        }

        if (Reach(from.Path).FirstOrDefault(f => Defines(f, name)) is { } visible)
        {
            return NameIn(visible, name);
        }

        if (IsBuiltIn(name))
        {
            return name;
        }

        var behind = from.Imports.Where(i => i is { Prefix: not null, Path: not null }).SelectMany(i => Reach(i.Path!).Where(f => Defines(f, name)).Select(f => (Prefix: i.Prefix!, Name: NameIn(f, name)))).DistinctBy(b => b.Name).ToList();
        if (behind.Count > 1)
        {
            Ambiguous(from, name, behind.ConvertAll(b => $"{b.Prefix}:{name}"), at);
        }
        else if (behind.Count == 1 && _told.Add((from.Path, name)))
        {
            _diagnostics.Deviation("TOSCA0206", at, $"'{name}' is defined by the import with the prefix '{behind[0].Prefix}' and named without it", "TOSCA 1.3 §3.6.8", $"write {behind[0].Prefix}:{name}");
        }

        return behind.Count > 0 ? behind[0].Name : NameIn(_definedIn[name][0], name);
    }

    private void Ambiguous(SourceFile from, string written, List<string> meant, YNode at)
    {
        if (_told.Add((from.Path, written)))
        {
            _diagnostics.Error("TOSCA0207", at, $"'{written}' may be any of {string.Join(", ", meant)}", "TOSCA 1.3 §3.6.8", "write the prefix of the import before the name, and give every import a prefix of its own");
        }
    }

    /// <summary>Of the files that define a name, the first that the entry sees without prefix keeps it; names of the specification stay what they are.</summary>
    private void MakeUnique()
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var import in _sources.SelectMany(s => s.Imports).Where(i => i is { Path: not null, Prefix: not null }))
        {
            foreach (var file in Reach(import.Path!))
            {
                prefixes.TryAdd(file, import.Prefix!);
            }
        }

        var plain = _sources.Count == 0 ? [] : Reach(_sources[0].Path).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(_definedIn.Keys, StringComparer.Ordinal);
        foreach (var (name, files) in _definedIn.Where(d => d.Value.Count > 1 && !IsBuiltIn(d.Key)))
        {
            foreach (var file in files.Where(f => !plain.Contains(f) && prefixes.ContainsKey(f) && _byPath[f].ContentKey is null))
            {
                var unique = $"{prefixes[file]}:{name}";
                for (var n = 2; !taken.Add(unique); n++)
                {
                    unique = $"{prefixes[file]}#{n}:{name}";
                }

                _unique[(file, name)] = unique;
            }
        }
    }

    private bool Defines(string file, string name) => _definedIn.TryGetValue(name, out var files) && files.Contains(file, StringComparer.Ordinal);

    private bool IsBuiltIn(string name) => Enum.GetValues<TypeKind>().Any(kind => _builtIn.Find(kind, name) is not null);

    /// <summary>The files whose names a file sees without prefix, itself first.</summary>
    private IReadOnlyList<string> Reach(string path)
    {
        if (_reach.TryGetValue(path, out var known))
        {
            return known;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { path };
        var order = new List<string> { path };
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var import in _byPath.GetValueOrDefault(order[i])?.Imports ?? [])
            {
                if (import is { Path: { } next, Prefix: null } && seen.Add(next))
                {
                    order.Add(next);
                }
            }
        }

        return _reach[path] = order;
    }
}
