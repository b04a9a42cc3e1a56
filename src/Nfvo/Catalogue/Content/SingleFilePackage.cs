using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>A descriptor that was uploaded as one YAML file instead of an archive. One reader at a time; the stream stays the caller's.</summary>
internal sealed class SingleFilePackage(Stream seekable) : IPackageFiles
{
    public const string FileName = "descriptor.yaml";

    public IReadOnlyList<PackageFile> Files { get; } = [new PackageFile(FileName, seekable.Length)];

    public IReadOnlyList<Diagnostic> ContainerDiagnostics => [];

    public Stream Open(PackageFile file)
    {
        seekable.Position = 0;
        return new OwningStream(seekable, []);
    }
}
