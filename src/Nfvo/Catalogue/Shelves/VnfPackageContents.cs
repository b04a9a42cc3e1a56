using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>What a VNF package contains, in the words of VnfPkgInfo (SOL005 §9.5.3.2, §9.5.3.3).</summary>
internal static class VnfPackageContents
{
    public static IReadOnlyList<string>? SpecificationVersions(PackageManifest? manifest)
    {
        var text = manifest?.Metadata.GetValueOrDefault("compatible_specification_versions");
        var versions = text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return versions is { Length: > 0 } ? versions : null;
    }

    public static List<VnfPackageSoftwareImageInfo>? Images(PackageReading reading, string vnfProvider, DateTimeOffset now)
    {
        var images = reading.Result.SoftwareImages;
        return images.Count == 0 ? null : [.. images.Select(image => new VnfPackageSoftwareImageInfo
        {
            Id = image.Id,
            Name = image.Name,
            Provider = image.Provider ?? vnfProvider,
            Version = image.Version,
            Checksum = ChecksumOf(reading, image),
            IsEncrypted = reading.Result.Artifacts.Any(a => a.IsEncrypted && a.Path == image.ArtifactPath),
            ContainerFormat = Parse(image.ContainerFormat, ContainerFormat.BARE),
            DiskFormat = Parse(image.DiskFormat, DiskFormatOf(image.ArtifactPath ?? image.Uri)),
            CreatedAt = now,
            MinDisk = image.MinDiskBytes ?? 0,
            MinRam = image.MinRamBytes ?? 0,
            Size = image.SizeBytes ?? reading.Result.Artifacts.FirstOrDefault(a => a.Path == image.ArtifactPath)?.SizeBytes ?? 0,
            ImagePath = image.ArtifactPath,
            ImageUri = image.ArtifactPath is null ? image.Uri : null,
        })];
    }

    public static List<VnfPackageArtifactInfo>? Artifacts(PackageReading reading)
    {
        var artifacts = reading.Additional.Select(artifact => new VnfPackageArtifactInfo
        {
            ArtifactPath = artifact.IsExternal ? null : artifact.Path,
            ArtifactURI = artifact.IsExternal ? artifact.Path : null,
            Checksum = ChecksumOf(reading, artifact),
            IsEncrypted = artifact.IsEncrypted,
            NonManoArtifactSetId = artifact.NonManoArtifactSetId,
            ArtifactClassification = (ArtifactClassification?)artifact.Class,
        }).ToList();
        return artifacts.Count == 0 ? null : artifacts;
    }

    public static Checksum ChecksumOf(PackageReading reading, PackageArtifact artifact)
        => artifact is { ChecksumAlgorithm: { } algorithm, ChecksumHash: { } hash }
            ? new Checksum { Algorithm = algorithm, Hash = hash }
            : Computed(reading, artifact.Path);

    private static Checksum ChecksumOf(PackageReading reading, SwImage image)
        => image is { ChecksumAlgorithm: { } algorithm, ChecksumHash: { } hash }
            ? new Checksum { Algorithm = algorithm.ToUpperInvariant(), Hash = hash }
            : reading.Result.Artifacts.FirstOrDefault(a => a.Path == (image.ArtifactPath ?? image.Uri)) is { } artifact ? ChecksumOf(reading, artifact) : Unknown();

    private static Checksum Computed(PackageReading reading, string path)
        => reading.Sha256.TryGetValue(path, out var hash) ? new Checksum { Algorithm = "SHA-256", Hash = hash } : Unknown();

    /// <summary>Content outside of the package of which nobody gave a digest: the attribute is mandatory, an invented value would be worse than none.</summary>
    private static Checksum Unknown() => new() { Algorithm = "SHA-256", Hash = "" };

    private static T Parse<T>(string? text, T otherwise)
        where T : struct, Enum
        => text is not null && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : otherwise;

    private static DiskFormat DiskFormatOf(string? name) => Path.GetExtension(name)?.ToUpperInvariant() switch
    {
        ".QCOW2" => DiskFormat.QCOW2,
        ".ISO" => DiskFormat.ISO,
        ".VMDK" => DiskFormat.VMDK,
        ".VHD" => DiskFormat.VHD,
        ".VHDX" => DiskFormat.VHDX,
        ".VDI" => DiskFormat.VDI,
        _ => DiskFormat.RAW,
    };
}
