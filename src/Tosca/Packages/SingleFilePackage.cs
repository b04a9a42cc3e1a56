using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>A descriptor that came as one YAML file instead of an archive. One reader at a time; the stream stays the caller's.</summary>
public sealed class SingleFilePackage(Stream seekable, string name = SingleFilePackage.DefaultName) : IPackageFiles
{
    /// <summary>The name of a file that came without one.</summary>
    public const string DefaultName = "descriptor.yaml";

    /// <inheritdoc/>
    public IReadOnlyList<PackageFile> Files { get; } = [new PackageFile(name, seekable.Length)];

    /// <inheritdoc/>
    public IReadOnlyList<Diagnostic> ContainerDiagnostics => [];

    /// <inheritdoc/>
    public Stream Open(PackageFile file)
    {
        seekable.Position = 0;
        return new BoundedStream(new UnownedStream(seekable), seekable.Length, file.Path);
    }
}
