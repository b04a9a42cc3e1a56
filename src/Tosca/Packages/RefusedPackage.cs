using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>A package of which nothing can be read, with the reason.</summary>
internal sealed class RefusedPackage(string reason) : IPackageFiles
{
    public IReadOnlyList<PackageFile> Files => [];

    public IReadOnlyList<Diagnostic> ContainerDiagnostics { get; } =
        [new Diagnostic("TOSCA0035", Severity.Error, "(package)", 0, 0, reason, "SOL004 §5.1", "such an archive holds one CSAR, its signature (.cms) and, unless it is inside the signature, its certificate (.cert)")];

    public Stream Open(PackageFile file) => throw new InvalidDataException($"'{file.Path}' is not in the package");
}
