using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>VNF package software image information (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record VnfPackageSoftwareImageInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Version.</summary>
    public required string Version { get; init; }

    /// <summary>Checksum.</summary>
    public required Checksum Checksum { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>Container format.</summary>
    public required ContainerFormat ContainerFormat { get; init; }

    /// <summary>Disk format.</summary>
    public required DiskFormat DiskFormat { get; init; }

    /// <summary>Instant: created at.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Min disk, in bytes.</summary>
    public required long MinDisk { get; init; }

    /// <summary>Min ram, in bytes.</summary>
    public required long MinRam { get; init; }

    /// <summary>Size, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>User metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserMetadata { get; init; }

    /// <summary>Image path.</summary>
    public string? ImagePath { get; init; }

    /// <summary>Image URI.</summary>
    public string? ImageUri { get; init; }
}
