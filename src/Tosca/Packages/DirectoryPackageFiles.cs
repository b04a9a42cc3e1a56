using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// A package as a directory, as people edit it. A small file that holds nothing but the relative path of an existing
/// directory is a symbolic link that git wrote as text (core.symlinks=false): the files behind it belong to the package.
/// A directory is named by a person on this machine, so links that lead out of it are followed; a zip never gets that.
/// </summary>
public sealed class DirectoryPackageFiles : IPackageFiles
{
    private const int MaxFiles = 10_000;
    private readonly Dictionary<string, string> _physical = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Lists the directory.</summary>
    public DirectoryPackageFiles(string path)
    {
        var root = Path.GetFullPath(path);
        if (!Directory.Exists(root))
        {
            Files = [];
            _diagnostics.Add(new Diagnostic("TOSCA0001", Severity.Error, "(package)", 0, 0, $"there is no directory '{root}'"));
            return;
        }

        var files = new List<PackageFile>();
        Scan(root, "", files, 0);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        Files = files;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PackageFile> Files { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Diagnostic> ContainerDiagnostics => _diagnostics;

    /// <inheritdoc/>
    public bool IsDirectory => true;

    /// <inheritdoc/>
    public Stream Open(PackageFile file) =>
        _physical.TryGetValue(file.Path, out var path)
            ? File.OpenRead(path)
            : throw new InvalidDataException($"'{file.Path}' is not in the package");

    private void Scan(string directory, string prefix, List<PackageFile> files, int depth)
    {
        if (depth > 32 || files.Count > MaxFiles)
        {
            _diagnostics.Add(new Diagnostic("TOSCA0003", Severity.Error, prefix.Length == 0 ? "(package)" : prefix, 0, 0, $"the directory is deeper than 32 levels or has more than {MaxFiles} files (a link to itself?)"));
            return;
        }

        foreach (var file in Directory.EnumerateFiles(directory))
        {
            var name = prefix + Path.GetFileName(file);
            var info = new FileInfo(file);
            if (Behind(info) is { } target)
            {
                _diagnostics.Add(new Diagnostic("TOSCA0019", Severity.Info, name, 0, 0, "a symbolic link that git wrote as text: the directory it names is taken as part of the package"));
                Scan(target, name + "/", files, depth + 1);
                continue;
            }

            _physical[name] = file;
            files.Add(new PackageFile(name, info.Length));
        }

        foreach (var child in Directory.EnumerateDirectories(directory))
        {
            if (!Path.GetFileName(child).StartsWith(".git", StringComparison.Ordinal))
            {
                Scan(child, prefix + Path.GetFileName(child) + "/", files, depth + 1);
            }
        }
    }

    private static string? Behind(FileInfo file)
    {
        if (file.Length is 0 or > 255 || file.Extension.Length > 0)
        {
            return null;
        }

        var text = File.ReadAllText(file.FullName).Trim();
        if (text.Length == 0 || text.AsSpan().ContainsAny('\n', '\0', ':') || Path.IsPathRooted(text))
        {
            return null;
        }

        var target = Path.GetFullPath(Path.Combine(file.DirectoryName!, text));
        return Directory.Exists(target) && text.Contains("../", StringComparison.Ordinal) ? target : null;
    }
}
