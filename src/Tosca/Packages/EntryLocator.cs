using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Finds entry definitions and manifest of a CSAR, with or without TOSCA-Metadata (SOL004 §4.1).</summary>
internal sealed class EntryLocator(IPackageFiles files, DiagnosticBag diagnostics)
{
    public string? Entry { get; private set; }

    public string? Manifest { get; private set; }

    public void Locate()
    {
        var meta = files.Files.FirstOrDefault(f => string.Equals(f.Path, "TOSCA-Metadata/TOSCA.meta", StringComparison.OrdinalIgnoreCase));
        if (meta is null)
        {
            WithoutMetadata();
            return;
        }

        var keys = ReadMeta(meta);
        if (keys.GetValueOrDefault("Entry-Definitions") is not { Length: > 0 } entry)
        {
            diagnostics.File("TOSCA0011", Severity.Error, meta.Path, "Entry-Definitions is missing", "TOSCA 1.3 §6.2.1", "add 'Entry-Definitions: Definitions/<file>.yaml'");
        }
        else if (Find(entry) is { } path)
        {
            Entry = path;
        }
        else
        {
            diagnostics.File("TOSCA0012", Severity.Error, meta.Path, $"Entry-Definitions names '{entry}', which is not in the package", "TOSCA 1.3 §6.2.1", DidYouMean.Hint(entry, files.Files.Select(f => f.Path).Where(PackagePath.IsYaml)) ?? "add the file, or correct the name");
        }

        var manifest = keys.GetValueOrDefault("ETSI-Entry-Manifest") ?? keys.GetValueOrDefault("Entry-Manifest");
        if (manifest is { Length: > 0 })
        {
            Manifest = Find(manifest);
            if (Manifest is null)
            {
                diagnostics.File("TOSCA0014", Severity.Error, meta.Path, $"the manifest '{manifest}' is not in the package", "SOL004 §4.1.2");
            }
        }
        else
        {
            Manifest = RootManifest();
        }

        if (Manifest is null && manifest is null)
        {
            diagnostics.File("TOSCA0014", Severity.Warning, meta.Path, "the package has no manifest: its files cannot be verified", "SOL004 §4.1.2", "add one, e.g. with CsarPacker");
        }
    }

    private void WithoutMetadata()
    {
        var roots = files.Files.Where(f => !f.Path.Contains('/', StringComparison.Ordinal) && PackagePath.IsYaml(f.Path)).Select(f => f.Path).ToList();
        Manifest = RootManifest();
        var named = Manifest is null ? null : roots.Find(r => string.Equals(Stem(r), Stem(Manifest), StringComparison.Ordinal));
        if (roots.Count == 1 || named is not null)
        {
            Entry = named ?? roots[0];
            if (Manifest is null)
            {
                diagnostics.File("TOSCA0014", Severity.Warning, Entry, "the package has no manifest: its files cannot be verified", "SOL004 §4.1.3");
            }

            return;
        }

        var inside = files.Files.FirstOrDefault(f => f.Path.EndsWith("/TOSCA-Metadata/TOSCA.meta", StringComparison.OrdinalIgnoreCase))?.Path;
        var wrapped = inside?[..^"/TOSCA-Metadata/TOSCA.meta".Length];
        diagnostics.File(
            "TOSCA0013",
            Severity.Error,
            "(package)",
            roots.Count == 0 ? "the package has neither TOSCA-Metadata/TOSCA.meta nor a YAML file at its root" : $"the package has no TOSCA-Metadata/TOSCA.meta and {roots.Count} YAML files at its root: {string.Join(", ", roots.Take(5))}",
            "SOL004 §4.1",
            wrapped is null ? "add TOSCA-Metadata/TOSCA.meta with Entry-Definitions" : $"the package lies in the folder '{wrapped}': pack what is in the folder, not the folder itself");
    }

    private string? RootManifest()
    {
        var manifests = files.Files.Where(f => !f.Path.Contains('/', StringComparison.Ordinal) && f.Path.EndsWith(".mf", StringComparison.OrdinalIgnoreCase)).Select(f => f.Path).ToList();
        return manifests.Count == 1 ? manifests[0] : manifests.Find(m => Entry is not null && string.Equals(Stem(m), Stem(Entry), StringComparison.Ordinal));
    }

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(PackagePath.FileName(path));

    private string? Find(string reference)
    {
        var path = PackagePath.Resolve("", reference);
        return files.Files.FirstOrDefault(f => string.Equals(f.Path, path, StringComparison.Ordinal))?.Path;
    }

    private Dictionary<string, string> ReadMeta(PackageFile meta)
    {
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var reader = new StreamReader(files.Open(meta));
            for (var i = 0; i < 1000 && reader.ReadLine() is { } line; i++)
            {
                if (line.Length == 0 && keys.Count > 0 && keys.ContainsKey("Entry-Definitions"))
                {
                    // block_0 ends here; the blocks after it describe single files
                    break;
                }

                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    keys[line[..colon].Trim()] = line[(colon + 1)..].Trim();
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, meta.Path, $"the file cannot be read from the package: {e.Message}");
        }

        return keys;
    }
}
