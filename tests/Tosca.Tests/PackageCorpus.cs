namespace NfvOrchestrator.Tosca.Tests;

/// <summary>Real packages as seeds of mutations: directories that hold definitions, large and binary files cut short.</summary>
internal static class PackageCorpus
{
    private const int MaxFile = 256 * 1024;
    private const int MaxBinary = 1024;

    /// <summary>Every directory of the roots that holds a package: TOSCA-Metadata, or YAML with topology_template.</summary>
    public static List<List<(string Path, byte[] Content)>> Load(params IEnumerable<string> roots)
    {
        var packages = new List<List<(string Path, byte[] Content)>>();
        foreach (var root in roots.Where(Directory.Exists))
        {
            var folders = Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Append(root)
                .Where(d => Directory.Exists(Path.Combine(d, "TOSCA-Metadata")) || Directory.Exists(Path.Combine(d, "Definitions")) || Directory.EnumerateFiles(d, "*.y*ml").Any(f => new FileInfo(f).Length < MaxFile && File.ReadAllText(f).Contains("topology_template", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal).ToList();
            foreach (var folder in folders.Where(f => !folders.Exists(o => f.StartsWith(o + Path.DirectorySeparatorChar, StringComparison.Ordinal))))
            {
                var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => (Path: Path.GetRelativePath(folder, f), Content: Read(f))).ToList();
                if (files.Exists(f => f.Path.EndsWith("ml", StringComparison.Ordinal) && f.Content.Length > 0))
                {
                    packages.Add(files);
                }
            }
        }

        return packages;
    }

    private static byte[] Read(string file)
    {
        var text = Path.GetExtension(file) is ".yaml" or ".yml" or ".meta" or ".mf" or ".json";
        using var stream = File.OpenRead(file);
        var content = new byte[Math.Min(stream.Length, text ? MaxFile : MaxBinary)];
        stream.ReadExactly(content);
        return content;
    }
}
