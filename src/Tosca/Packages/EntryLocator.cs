using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Sol006;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Finds what is where in a CSAR, with or without TOSCA-Metadata (SOL004 §4.1).</summary>
internal sealed class EntryLocator(IPackageFiles files, DiagnosticBag diagnostics)
{
    private readonly HashSet<string> _paths = files.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);

    public PackageLayout Locate()
    {
        var metas = files.Files.Where(f => string.Equals(f.Path, ToscaMeta.Path, StringComparison.OrdinalIgnoreCase)).ToList();
        if (metas.Count == 0)
        {
            return WithoutMetadata();
        }

        if (metas.Count > 1)
        {
            diagnostics.File("TOSCA0023", Severity.Error, metas[1].Path, $"the package has {metas.Count} TOSCA.meta that differ in upper and lower case only: {string.Join(", ", metas.Select(m => m.Path))}", "TOSCA 1.3 §6.2", $"keep {ToscaMeta.Path}");
        }

        try
        {
            using var reader = new StreamReader(files.Open(metas[0]));
            return WithMetadata(ToscaMeta.Read(metas[0].Path, reader, diagnostics));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, metas[0].Path, $"the file cannot be read from the package: {e.Message}");
            return new PackageLayout();
        }
    }

    private PackageLayout WithMetadata(ToscaMeta meta)
    {
        var entry = EntryOf(meta);
        var stem = entry is null ? null : Stem(entry);
        var named = meta["ETSI-Entry-Manifest"];
        var manifest = named is null ? RootFile(".mf", stem) : Find(named);
        if (named is not null && manifest is null)
        {
            diagnostics.Add(new Diagnostic("TOSCA0014", Severity.Error, meta.File, meta.LineOf("ETSI-Entry-Manifest"), 1, $"the manifest '{named}' is not in the package", "SOL004 §4.1.2.3", DidYouMean.Hint(named, _paths)));
        }
        else if (manifest is null)
        {
            NoManifest(meta.File, "SOL004 §4.1.2.3");
        }

        return new PackageLayout
        {
            MetaFile = meta.File,
            Meta = meta.Keys,
            EntryDefinitions = entry,
            OtherDefinitions = Others(meta),
            Manifest = manifest,
            ChangeLog = Named(meta, "ETSI-Entry-Change-Log", folder: false) ?? RootFile("ChangeLog.txt"),
            TestsFolder = Named(meta, "ETSI-Entry-Tests", folder: true) ?? RootFolder("Tests"),
            LicensesFolder = Named(meta, "ETSI-Entry-Licenses", folder: true) ?? RootFolder("Licenses"),
            Certificate = Named(meta, "ETSI-Entry-Certificate", folder: false) ?? RootFile(".cert", stem),
        };
    }

    private string? EntryOf(ToscaMeta meta)
    {
        if (meta["Entry-Definitions"] is not { } entry)
        {
            diagnostics.File("TOSCA0011", Severity.Error, meta.File, "Entry-Definitions is missing", "TOSCA 1.3 §6.2.1", "add 'Entry-Definitions: Definitions/<file>.yaml'");
            return null;
        }

        if (Find(entry) is { } path)
        {
            return path;
        }

        diagnostics.Add(new Diagnostic("TOSCA0012", Severity.Error, meta.File, meta.LineOf("Entry-Definitions"), 1, $"Entry-Definitions names '{entry}', which is not in the package", "TOSCA 1.3 §6.2.1", DidYouMean.Hint(entry, _paths.Where(PackagePath.IsYaml)) ?? "add the file, or correct the name"));
        return null;
    }

    /// <summary>Other-Definitions: file names separated by blanks, those with blanks in quotes.</summary>
    private List<string> Others(ToscaMeta meta)
    {
        var others = new List<string>();
        foreach (var (name, index) in (meta["Other-Definitions"] ?? "").Split('"').Select((part, i) => (part, i)))
        {
            foreach (var reference in index % 2 == 1 ? [name] : name.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Find(reference) is { } path)
                {
                    others.Add(path);
                }
                else
                {
                    Absent(meta, "Other-Definitions", reference);
                }
            }
        }

        return others;
    }

    private string? Named(ToscaMeta meta, string key, bool folder)
    {
        if (meta[key] is not { } reference)
        {
            return null;
        }

        if (PackagePath.Resolve("", reference) is { } path && (_paths.Contains(path) || (folder && _paths.Any(p => p.StartsWith(path + "/", StringComparison.Ordinal)))))
        {
            return path;
        }

        Absent(meta, key, reference);
        return null;
    }

    private void Absent(ToscaMeta meta, string key, string reference) =>
        diagnostics.Deviation("TOSCA0022", meta.File, meta.LineOf(key), $"{key} names '{reference}', which is not in the package", "SOL004 §4.1.2.3", DidYouMean.Hint(reference, _paths) ?? "add it, or remove the line");

    private PackageLayout WithoutMetadata()
    {
        // a descriptor of SOL006 stands by itself, as OSM packs it: without the paperwork of SOL004
        if (Sol006Probe.FindEntry(files) is { } foreign)
        {
            return new PackageLayout { EntryDefinitions = foreign, Manifest = RootFile(".mf", Stem(foreign)), IsForeign = true };
        }

        var roots = files.Files.Where(f => !f.Path.Contains('/', StringComparison.Ordinal) && PackagePath.IsYaml(f.Path)).Select(f => f.Path).ToList();
        var manifest = RootFile(".mf", roots.Count == 1 ? Stem(roots[0]) : null);
        var named = manifest is null ? null : roots.Find(r => string.Equals(Stem(r), Stem(manifest), StringComparison.Ordinal));
        if (roots.Count != 1 && named is null)
        {
            NoEntry(roots);
            return new PackageLayout { Manifest = manifest };
        }

        var entry = named ?? roots[0];
        if (roots.Count > 1)
        {
            diagnostics.Deviation("TOSCA0030", entry, 0, $"the package has no TOSCA.meta and {roots.Count} YAML files at its root; '{entry}' is read because the manifest has its name", "SOL004 §4.1.3.2", "keep one YAML file at the root, or add TOSCA-Metadata/TOSCA.meta");
        }

        if (manifest is null)
        {
            NoManifest(entry, "SOL004 §4.1.3.3");
        }
        else if (named is null)
        {
            diagnostics.Deviation("TOSCA0030", manifest, 0, $"the manifest should be called '{Stem(entry)}.mf', as the entry definitions '{entry}'", "SOL004 §4.1.3.3");
        }

        return new PackageLayout
        {
            EntryDefinitions = entry,
            Manifest = manifest,
            ChangeLog = RootFile("ChangeLog.txt"),
            TestsFolder = RootFolder("Tests"),
            LicensesFolder = RootFolder("Licenses"),
            Certificate = RootFile(".cert", Stem(entry)),
        };
    }

    private void NoEntry(List<string> roots)
    {
        var inside = files.Files.FirstOrDefault(f => f.Path.EndsWith("/" + ToscaMeta.Path, StringComparison.OrdinalIgnoreCase))?.Path;
        var wrapped = inside?[..^(ToscaMeta.Path.Length + 1)];
        diagnostics.File(
            "TOSCA0013",
            Severity.Error,
            "(package)",
            roots.Count == 0 ? "the package has neither TOSCA-Metadata/TOSCA.meta nor a YAML file at its root" : $"the package has no TOSCA-Metadata/TOSCA.meta and {roots.Count} YAML files at its root: {string.Join(", ", roots.Take(5))}",
            "SOL004 §4.1",
            wrapped is null ? "add TOSCA-Metadata/TOSCA.meta with Entry-Definitions" : $"the package lies in the folder '{wrapped}': pack what is in the folder, not the folder itself");
    }

    private void NoManifest(string file, string clause) =>
        diagnostics.File("TOSCA0014", files.IsDirectory ? Severity.Info : Severity.Warning, file, "the package has no manifest: its files cannot be verified", clause, "'nfvctl package pack' adds one");

    /// <summary>The file at the root that ends so; of several the one named as the entry definitions.</summary>
    private string? RootFile(string ending, string? stem = null)
    {
        var found = files.Files.Where(f => !f.Path.Contains('/', StringComparison.Ordinal) && f.Path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).Select(f => f.Path).ToList();
        return found.Count == 1 ? found[0] : found.Find(f => string.Equals(Stem(f), stem, StringComparison.Ordinal));
    }

    private string? RootFolder(string name) => _paths.FirstOrDefault(p => p.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase)) is { } inside ? inside[..name.Length] : null;

    private static string Stem(string path) => System.IO.Path.GetFileNameWithoutExtension(PackagePath.FileName(path));

    private string? Find(string reference) => PackagePath.Resolve("", reference) is { } path && _paths.Contains(path) ? path : null;
}
