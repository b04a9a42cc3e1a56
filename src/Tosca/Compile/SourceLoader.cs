using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Sol006;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Loads the entry definitions and everything they import, each file once. A circle of imports is therefore harmless: it is told, and
/// tolerated, as TOSCA tools do; only circles of derivation are errors.
/// </summary>
internal sealed class SourceLoader(IPackageFiles files, PackageReadOptions options, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> s_versions = new(StringComparer.Ordinal)
    {
        "tosca_simple_yaml_1_0", "tosca_simple_yaml_1_1", "tosca_simple_yaml_1_2", "tosca_simple_yaml_1_3",
        "tosca_simple_profile_for_nfv_1_0", "tosca_simple_yaml_1_0_0",
    };

    private static readonly HashSet<string> s_keys = new(StringComparer.Ordinal)
    {
        "tosca_definitions_version", "namespace", "metadata", "template_name", "template_author", "template_version", "description",
        "dsl_definitions", "repositories", "imports", "artifact_types", "data_types", "capability_types", "interface_types",
        "relationship_types", "node_types", "group_types", "policy_types", "topology_template", "tosca_default_namespace",
    };

    private static readonly HashSet<string> s_importKeys = new(StringComparer.Ordinal)
    {
        "file", "url", "repository", "namespace_prefix", "namespace_uri",
    };

    private static readonly string[] s_template = ["template_name", "template_author", "template_version"];

    private readonly Dictionary<string, PackageFile> _byPath = files.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private readonly List<SourceFile> _sources = [];
    private readonly List<string> _open = [];
    private (SolEdition Version, YNode At)? _named;
    private SolEdition? _carried;
    private long _bytes;
    private bool _others;

    /// <summary>
    /// The edition of SOL001 that built-in types are taken from: what an import names, otherwise what the package's own copies of
    /// the ETSI files say they are; null when nothing says so.
    /// </summary>
    public SolEdition? Edition => _named?.Version.Nearest() ?? _carried?.Nearest();

    /// <summary>The files in the order they were met: the entry first, then what only Other-Definitions lead to.</summary>
    public IReadOnlyList<SourceFile> Load(string entry, IReadOnlyList<string> others)
    {
        Visit(entry);
        _others = true;
        foreach (var other in others)
        {
            if (PackagePath.IsYaml(other) && !Sol006Probe.Recognises(files, other))
            {
                Visit(other);
            }
            else
            {
                diagnostics.Deviation("TOSCA0118", other, 0, "Other-Definitions names the file, which is no TOSCA definitions file; it is not read", "TOSCA 1.3 §6.2.1", "name only definitions files, or put it into a package of its own");
            }
        }

        if (_named is { } named && named.Version.Nearest() is { } edition && edition != named.Version)
        {
            diagnostics.Add(new Diagnostic("TOSCA0116", Severity.Info, named.At.File, named.At.Line, named.At.Column, $"the types of SOL001 {named.Version} are not built in; those of {edition} are used", Hint: "add the type definition files of that edition to the package if they differ"));
        }

        return _sources;
    }

    private void Visit(string path)
    {
        if (!_loaded.Add(path) || !_byPath.TryGetValue(path, out var file))
        {
            return;
        }

        if (_loaded.Count > options.MaxImports)
        {
            diagnostics.File("TOSCA0114", Severity.Error, path, $"more than {options.MaxImports} files are imported");
            return;
        }

        if (file.SizeBytes > options.MaxYamlBytes)
        {
            diagnostics.File("TOSCA0102", Severity.Error, path, $"the file has {file.SizeBytes} bytes; a definitions file may have at most {options.MaxYamlBytes}");
            return;
        }

        _bytes += file.SizeBytes;
        if (_bytes > 3 * options.MaxYamlBytes)
        {
            diagnostics.File("TOSCA0102", Severity.Error, path, $"with this file the definitions have {_bytes} bytes; together they may have at most {3 * options.MaxYamlBytes}");
            return;
        }

        if (Parse(file, out var key) is not { } root)
        {
            return;
        }

        if (root is not YMap)
        {
            diagnostics.Error("TOSCA0106", root, $"a definitions file must be a map, found {root.Describe()}", "TOSCA 1.3 §3.10");
            return;
        }

        CheckTop(root);
        var imported = new List<SourceImport>();
        _sources.Add(new SourceFile(path, root, key) { Imports = imported, IsOther = _others });
        if (SolEdition.IsWellKnown(path) && SolEdition.VersionIn(root.At("metadata", "template_version")?.Text ?? path) is { } carried && carried.IsNewerThan(_carried))
        {
            _carried = carried;
        }

        _open.Add(path);
        foreach (var import in root["imports"] is { } imports ? Flatten(imports) : [])
        {
            Import(path, root, import, imported);
        }

        _open.RemoveAt(_open.Count - 1);
    }

    private YNode? Parse(PackageFile file, out string? key)
    {
        key = null;
        using var text = YamlText.Read(files, file, diagnostics);
        if (text is null)
        {
            return null;
        }

        if (!SolEdition.IsWellKnown(file.Path))
        {
            return new YamlLoader(file.Path, options, diagnostics).Load(text);
        }

        key = TypeFileCache.Key(file.Path, text.Bytes);
        return TypeFileCache.Parse(key, file.Path, text, options, diagnostics);
    }

    private void CheckTop(YNode root)
    {
        var version = root["tosca_definitions_version"];
        if (version?.Text is null)
        {
            diagnostics.Deviation("TOSCA0121", root, "tosca_definitions_version is missing; read as tosca_simple_yaml_1_3", "TOSCA 1.3 §3.1");
        }
        else if (!s_versions.Contains(version.Text))
        {
            diagnostics.Deviation("TOSCA0121", version, $"tosca_definitions_version '{version.Text}' is unknown; read as tosca_simple_yaml_1_3", "TOSCA 1.3 §3.1", DidYouMean.Hint(version.Text, s_versions));
        }

        if (!SolEdition.IsWellKnown(root.File))
        {
            CheckMetadata(root);
        }

        foreach (var (key, _) in root.Entries)
        {
            if (s_keys.Contains(key.Value))
            {
                continue;
            }

            var misplaced = key.Value is "policies" or "groups" or "node_templates" or "inputs" or "substitution_mappings";
            diagnostics.Deviation(misplaced ? "TOSCA0124" : "TOSCA0122", key, misplaced ? $"'{key.Value}' stands at the top of the file; it belongs into topology_template and is read as if it were there" : $"unknown key '{key.Value}'", "TOSCA 1.3 §3.10.1", DidYouMean.Hint(key.Value, s_keys));
        }
    }

    /// <summary>Metadata are texts; the name, author and version of the template stand among them since TOSCA 1.1, beside them in 1.0.</summary>
    private void CheckMetadata(YNode root)
    {
        if (root["metadata"] is { } metadata and not YMap)
        {
            diagnostics.Deviation("TOSCA0117", metadata, $"metadata must be a map of texts, found {metadata.Describe()}", "TOSCA 1.3 §3.10.3.2");
        }

        foreach (var (key, value) in (root["metadata"] as YMap)?.Pairs ?? [])
        {
            if (value is not YScalar)
            {
                diagnostics.Deviation("TOSCA0117", value, $"the metadata '{key.Value}' must be a text, found {value.Describe()}", "TOSCA 1.3 §3.10.3.2");
            }
            else if (key.Value.StartsWith("template_", StringComparison.Ordinal) && !s_template.Contains(key.Value) && DidYouMean.Hint(key.Value, s_template) is { } hint)
            {
                diagnostics.Deviation("TOSCA0117", key, $"'{key.Value}' is none of the metadata that describe a template", "TOSCA 1.3 §3.10.3.2", hint);
            }
        }

        foreach (var name in s_template)
        {
            if ((root.At("metadata", name) ?? root[name]) is not { } value)
            {
                continue;
            }

            if (value is not YScalar)
            {
                diagnostics.Deviation("TOSCA0117", value, $"{name} must be a text, found {value.Describe()}", "TOSCA 1.3 §3.10.3.2");
            }
            else if (name is "template_version" && !ToscaScalars.TryVersion(value.Text!, out _))
            {
                diagnostics.Deviation("TOSCA0117", value, $"template_version must be a version major.minor[.fix[.qualifier[-build]]], found {value.Describe()}", "TOSCA 1.3 §3.3.2", "write for example 1.0 or 1.0.3");
            }
        }
    }

    private static IEnumerable<YNode> Flatten(YNode imports)
    {
        foreach (var item in imports.Items)
        {
            // "- name: path" and "- name: {file: path}" of TOSCA 1.0; "{file: …}" of 1.1 and later; or just a path
            if (item is YMap map && !map.TryGet("file", out _) && !map.TryGet("url", out _))
            {
                foreach (var (_, value) in map.Pairs)
                {
                    yield return value;
                }
            }
            else
            {
                yield return item;
            }
        }
    }

    private void Import(string from, YNode root, YNode import, List<SourceImport> imported)
    {
        var reference = import.Text ?? import["file"]?.Text ?? import["url"]?.Text;
        if (reference is null)
        {
            diagnostics.Error("TOSCA0113", import, $"an import must name a file, found {import.Describe()}", "TOSCA 1.3 §3.6.8");
            return;
        }

        foreach (var (key, _) in import.Entries)
        {
            if (!s_importKeys.Contains(key.Value))
            {
                diagnostics.Deviation("TOSCA0122", key, $"an import has the unknown key '{key.Value}', which is not read", "TOSCA 1.3 §3.6.8", DidYouMean.Hint(key.Value, s_importKeys));
            }
        }

        if (import["repository"] is { Text: { } name } at)
        {
            var repository = root.At("repositories", name);
            if (repository is null)
            {
                diagnostics.Deviation("TOSCA0115", at, $"the import is from the repository '{name}', which is not defined", "TOSCA 1.3 §3.6.6", DidYouMean.Hint(name, root["repositories"].OrEmpty().Select(r => r.Key.Value)));
            }
            else if ((repository.Text ?? repository["url"]?.Text) is { } url && !PackagePath.IsUri(reference))
            {
                reference = $"{url.TrimEnd('/')}/{reference.TrimStart('/')}";
            }
        }

        var known = SolEdition.IsWellKnown(reference);
        var prefix = import["namespace_prefix"]?.Text;
        if (Locate(from, reference) is { } path)
        {
            if (_open.IndexOf(path) is >= 0 and var begin)
            {
                diagnostics.Deviation("TOSCA0119", import, _open.Count - begin == 1 ? "the file imports itself" : $"the import closes a circle: {string.Join(" → ", _open.Skip(begin))} → {path}", "TOSCA 1.3 §3.6.8", "remove it: everything that is imported by the entry definitions is known to all files");
            }

            Visit(path);
            imported.Add(new SourceImport(path, prefix));
            NameSpace(import, path);
        }
        else if (known)
        {
            Name(reference, import);
            imported.Add(new SourceImport(null, prefix));
        }
        else if (PackagePath.IsUri(reference))
        {
            diagnostics.Error("TOSCA0112", import, $"import '{reference}' is remote; a package must contain what it imports", "SOL004 §4.1", "add the file to the package and import it by its relative path");
        }
        else
        {
            diagnostics.Error("TOSCA0111", import, $"import '{reference}' is not in the package", "TOSCA 1.3 §3.6.8", DidYouMean.Hint(reference, _byPath.Keys.Where(PackagePath.IsYaml).Select(PackagePath.FileName)) ?? "add the file, or correct the path (it is relative to the importing file)");
        }
    }

    /// <summary>A file that says which name space it is of must be imported as that one.</summary>
    private void NameSpace(YNode import, string path)
    {
        var own = _sources.Find(s => string.Equals(s.Path, path, StringComparison.Ordinal))?.Root["namespace"]?.Text;
        if (import["namespace_uri"] is { Text: { } uri } at && own is not null && !string.Equals(own.TrimEnd('/'), uri.TrimEnd('/'), StringComparison.Ordinal))
        {
            diagnostics.Deviation("TOSCA0206", at, $"the import is of the name space '{uri}', but '{path}' says that it is of '{own}'", "TOSCA 1.3 §3.6.8", "give the name space of the file, or leave namespace_uri out");
        }
    }

    /// <summary>The first import with a version says which edition the package is written in.</summary>
    private void Name(string reference, YNode import)
    {
        if (SolEdition.VersionIn(reference) is not { } version)
        {
            return;
        }

        if (_named is not { } first)
        {
            _named = (version, import);
        }
        else if (first.Version != version)
        {
            diagnostics.Deviation("TOSCA0116", import, $"the import is of SOL001 {version}, but {first.At.File}:{first.At.Line} imports SOL001 {first.Version}; the types of {first.Version} are used for both", "SOL001 §A.1", "import the files of one edition");
        }
    }

    private string? Locate(string from, string reference)
    {
        if (PackagePath.IsUri(reference))
        {
            // a copy that the package carries stands for the remote file
            return Nearest(from, PackagePath.FileName(reference));
        }

        return PackagePath.Resolve(from, reference) is { } beside && _byPath.ContainsKey(beside) ? beside
            : PackagePath.Resolve("", reference) is { } rooted && _byPath.ContainsKey(rooted) ? rooted
            : SolEdition.IsWellKnown(reference) ? Nearest(from, PackagePath.FileName(reference))
            : null;
    }

    private string? Nearest(string from, string name) =>
        PackagePath.Resolve(from, name) is { } beside && _byPath.ContainsKey(beside) ? beside
            : PackagePath.Resolve("Definitions/x", name) is { } usual && _byPath.ContainsKey(usual) ? usual
            : _byPath.ContainsKey(name) ? name : null;
}
