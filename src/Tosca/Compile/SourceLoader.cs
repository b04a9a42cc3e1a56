using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Loads the entry definitions and everything they import, each file once. A circle of imports is therefore harmless and is
/// accepted, as TOSCA tools do; only circles of derivation are errors.
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

    private readonly Dictionary<string, PackageFile> _byPath = files.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private readonly List<SourceFile> _sources = [];

    /// <summary>The files in the order they were met: the entry first.</summary>
    public IReadOnlyList<SourceFile> Load(string entry)
    {
        Visit(entry);
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

        if (Parse(file) is not { } root)
        {
            return;
        }

        if (root is not YMap)
        {
            diagnostics.Error("TOSCA0106", root, $"a definitions file must be a map, found {root.Describe()}", "TOSCA 1.3 §3.10");
            return;
        }

        CheckTop(root);
        _sources.Add(new SourceFile(path, root));
        foreach (var import in root["imports"] is { } imports ? Flatten(imports) : [])
        {
            Import(path, import);
        }
    }

    private YNode? Parse(PackageFile file)
    {
        try
        {
            using var stream = files.Open(file);
            using var reader = new StreamReader(stream, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            return new YamlLoader(file.Path, options, diagnostics).Load(reader.ReadToEnd());
        }
        catch (System.Text.DecoderFallbackException e)
        {
            diagnostics.File("TOSCA0101", Severity.Error, file.Path, $"the file is not UTF-8 text: {e.Message}", "YAML 1.2 §5.2", "save it as UTF-8");
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, file.Path, $"the file cannot be read from the package: {e.Message}", hint: "the archive is damaged; pack it again");
            return null;
        }
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

    private void Import(string from, YNode import)
    {
        var reference = import.Text ?? import["file"]?.Text ?? import["url"]?.Text;
        if (reference is null)
        {
            diagnostics.Error("TOSCA0113", import, $"an import must name a file, found {import.Describe()}", "TOSCA 1.3 §3.6.8");
            return;
        }

        if (Locate(from, reference) is { } path)
        {
            Visit(path);
        }
        else if (!BuiltInTypes.IsWellKnown(reference))
        {
            if (PackagePath.IsUri(reference))
            {
                diagnostics.Error("TOSCA0112", import, $"import '{reference}' is remote; a package must contain what it imports", "SOL004 §4.1", "add the file to the package and import it by its relative path");
            }
            else
            {
                diagnostics.Error("TOSCA0111", import, $"import '{reference}' is not in the package", "TOSCA 1.3 §3.6.8", DidYouMean.Hint(reference, _byPath.Keys.Where(PackagePath.IsYaml).Select(PackagePath.FileName)) ?? "add the file, or correct the path (it is relative to the importing file)");
            }
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
            : BuiltInTypes.IsWellKnown(reference) ? Nearest(from, PackagePath.FileName(reference))
            : null;
    }

    private string? Nearest(string from, string name) =>
        PackagePath.Resolve(from, name) is { } beside && _byPath.ContainsKey(beside) ? beside
            : PackagePath.Resolve("Definitions/x", name) is { } usual && _byPath.ContainsKey(usual) ? usual
            : _byPath.ContainsKey(name) ? name : null;
}
