using System.Security.Cryptography;
using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Everything that one pass over a package gives.</summary>
internal sealed record PackageReading
{
    /// <summary>Descriptor, manifest, files and findings.</summary>
    public required PackageReadResult Result { get; init; }

    /// <summary>Files that are neither descriptor nor paperwork nor software images (SOL005 §9.5.2.5 additionalArtifacts).</summary>
    public IReadOnlyList<PackageArtifact> Additional { get; init; } = [];

    /// <summary>SHA-256 of files for which the manifest gives no digest, by path.</summary>
    public IReadOnlyDictionary<string, string> Sha256 { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a package; blocks for as long as that takes.</summary>
    /// <param name="seekable">The content; stays the caller's.</param>
    /// <param name="mediaType">Zip, or a single YAML file.</param>
    /// <param name="options">What is demanded of it.</param>
    /// <param name="cancellationToken">Looked at with every read.</param>
    public static PackageReading Read(Stream seekable, string mediaType, PackageReadOptions options, CancellationToken cancellationToken)
    {
        using var stream = new CancellableStream(seekable, cancellationToken);
        if (mediaType != ContentTypes.Zip)
        {
            return Read(new SingleFilePackage(stream), options, cancellationToken);
        }
        using var container = PackageContainer.Open(stream);
        return Read(container.Files, options, cancellationToken);
    }

    private static PackageReading Read(IPackageFiles files, PackageReadOptions options, CancellationToken cancellationToken)
    {
        var result = PackageReader.Read(files, options);
        if (!result.Ok)
        {
            return new PackageReading { Result = result };
        }
        var images = result.SoftwareImages.Select(static i => i.ArtifactPath ?? i.Uri).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var additional = result.Artifacts.Where(a => !images.Contains(a.Path) && !DescriptorFiles.IsAdministrative(a.Path, result.EntryDefinitions, result.Manifest?.Path)).ToList();
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        var listed = additional.Select(static a => a.Path).Concat(images).ToHashSet(StringComparer.Ordinal);
        foreach (var artifact in result.Artifacts.Where(a => a is { IsExternal: false, ChecksumHash: null } && listed.Contains(a.Path)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stream = files.Open(files.Files.First(f => f.Path == artifact.Path));
            hashes[artifact.Path] = Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        return new PackageReading { Result = result, Additional = additional, Sha256 = hashes };
    }
}
