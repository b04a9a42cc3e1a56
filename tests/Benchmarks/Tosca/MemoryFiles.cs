using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Benchmarks.Tosca;

/// <summary>A package that is only in memory, so that no disk is measured.</summary>
internal sealed class MemoryFiles((string Path, string Text)[] files) : IPackageFiles
{
    private readonly Dictionary<string, byte[]> _contents = files.ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text), StringComparer.Ordinal);

    public IReadOnlyList<PackageFile> Files => _contents.Select(c => new PackageFile(c.Key, c.Value.Length)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();

    public IReadOnlyList<Diagnostic> ContainerDiagnostics => [];

    public Stream Open(PackageFile file) => new MemoryStream(_contents[file.Path]);
}
