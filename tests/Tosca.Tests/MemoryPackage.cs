using System.Text;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>A package that is only in memory.</summary>
internal sealed class MemoryPackage(params (string Path, byte[] Content)[] files) : IPackageFiles
{
    public IReadOnlyList<PackageFile> Files { get; } = files.Select(f => new PackageFile(f.Path, f.Content.Length)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();

    public IReadOnlyList<Diagnostics.Diagnostic> ContainerDiagnostics => [];

    public Stream Open(PackageFile file) => new MemoryStream(files.First(f => f.Path == file.Path).Content);

    public static MemoryPackage Of(string text) => new(("vnfd.yaml", Encoding.UTF8.GetBytes(text)));
}
