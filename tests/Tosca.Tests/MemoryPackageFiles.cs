using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Tests;

/// <summary>A package in memory.</summary>
internal sealed class MemoryPackageFiles(params (string Path, byte[] Content)[] files) : IPackageFiles
{
    public IReadOnlyList<PackageFile> Files { get; } = files.Select(f => new PackageFile(f.Path, f.Content.Length)).ToList();

    public IReadOnlyList<Diagnostics.Diagnostic> ContainerDiagnostics => [];

    public Stream Open(PackageFile file) => new MemoryStream(files.First(f => f.Path == file.Path).Content);
}
