namespace NfvOrchestrator.Tosca.Model;

/// <summary>A software image (SOL001 §6.2.41 SwImageData / §6.5.1 SwImage).</summary>
public sealed record SwImage
{
    /// <summary>Id in the package: node template name, or node/artifact when a node carries several.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Version.</summary>
    public required string Version { get; init; }

    /// <summary>Provider, when it is not the VNF's.</summary>
    public string? Provider { get; init; }

    /// <summary>Checksum algorithm as <c>sha-256</c>, <c>sha-512</c>….</summary>
    public string? ChecksumAlgorithm { get; init; }

    /// <summary>Checksum in lower-case hexadecimal.</summary>
    public string? ChecksumHash { get; init; }

    /// <summary>Container format, e.g. <c>bare</c>.</summary>
    public string? ContainerFormat { get; init; }

    /// <summary>Disk format, e.g. <c>qcow2</c>.</summary>
    public string? DiskFormat { get; init; }

    /// <summary>Smallest disk, in bytes.</summary>
    public long? MinDiskBytes { get; init; }

    /// <summary>Smallest memory, in bytes.</summary>
    public long? MinRamBytes { get; init; }

    /// <summary>Size of the image, in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Operating system.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>Path of the image inside the package, or null.</summary>
    public string? ArtifactPath { get; init; }

    /// <summary>URI of an image outside the package, or null.</summary>
    public string? Uri { get; init; }
}
