using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>The files of a package: a directory or a zip. Paths are relative, with forward slashes.</summary>
public interface IPackageFiles
{
    /// <summary>All files, sorted by path (ordinal).</summary>
    IReadOnlyList<PackageFile> Files { get; }

    /// <summary>What is wrong with the container itself (broken zip, entries that leave the archive, bombs); empty when it is sound.</summary>
    IReadOnlyList<Diagnostic> ContainerDiagnostics { get; }

    /// <summary>True for a directory that is being edited: what packing adds (manifest, digests) may be absent.</summary>
    bool IsDirectory => false;

    /// <summary>The signature around the package, when it is signed as a whole.</summary>
    PackageEnvelope? Envelope => null;

    /// <summary>
    /// Opens a file for reading. The stream gives at most the declared size: one that unpacks to more throws
    /// <see cref="InvalidDataException"/>, which the reader turns into a diagnostic.
    /// </summary>
    Stream Open(PackageFile file);
}
