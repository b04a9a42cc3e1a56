using NfvOrchestrator.Tosca.Diagnostics.Output;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Cli.Package;

/// <summary>One package as a command read it.</summary>
internal sealed record PackageReading(PackageReadResult Result, DiagnosticReport Report, int FileCount)
{
    /// <summary>Reads what lies at a path; throws for what cannot be opened, never for what is in it.</summary>
    public static PackageReading Of(string path, PackageReadOptions options)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new UsageException($"there is no file or directory '{path}'");
        }

        using var container = PackageContainer.Open(path);
        var result = PackageReader.Read(container.Files, options with { EntryDefinitions = container.Entry });
        var target = Path.TrimEndingDirectorySeparator(path);
        return new PackageReading(
            result,
            new DiagnosticReport { Target = container.Entry is { } entry ? Folder(path, entry) : target, IsDirectory = container.Files.IsDirectory, Diagnostics = result.Diagnostics },
            container.Entry is null ? container.Files.Files.Count : 1);
    }

    /// <summary>The folder from which the paths of the findings go out, written as the person named the file.</summary>
    private static string Folder(string path, string entry)
    {
        var folder = path.Length > entry.Length && path.Replace('\\', '/').EndsWith("/" + entry, StringComparison.Ordinal) ? path[..^(entry.Length + 1)] : Path.GetFullPath(path)[..^(entry.Length + 1)];
        return path == entry ? "." : folder;
    }
}
