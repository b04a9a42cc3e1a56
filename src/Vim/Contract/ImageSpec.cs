using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>
/// A software image, stored once at the VIM. Its content cannot change; new content is a new key. <see cref="VimKey.OfImage"/> makes the key of the checksum, so that all who need the
/// same content of one tenant and account share one image, uploaded once.
/// </summary>
public sealed record ImageSpec : VimResourceSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.Image;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Version for people.</summary>
    public string? Version { get; init; }

    /// <summary>Algorithm of <see cref="Checksum"/>: <c>SHA-224</c>, <c>SHA-256</c>, <c>SHA-384</c> or <c>SHA-512</c>.</summary>
    public string ChecksumAlgorithm { get; set; } = "SHA-256";

    /// <summary>Digest of the content in hexadecimal; absent skips the check.</summary>
    public string? Checksum { get; init; }

    /// <summary>Size of the content in bytes; absent when not known.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Container format, e.g. <c>BARE</c>.</summary>
    public string? ContainerFormat { get; init; }

    /// <summary>Disk format, e.g. <c>QCOW2</c>.</summary>
    public string? DiskFormat { get; init; }

    /// <summary>Smallest disk in GiB.</summary>
    public long? MinDiskGib { get; init; }

    /// <summary>Smallest memory in MiB.</summary>
    public long? MinMemoryMib { get; init; }

    /// <summary>Properties in the VIM's own words, e.g. <c>hw_disk_bus</c>. May change.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Who may use it; absent: its owner alone when it is made, and later what it is. May change.</summary>
    public VimImageVisibility? Visibility { get; init; }

    /// <summary>Where the VIM fetches the content itself; absent together with <see cref="ContentFollows"/> false means an image known to the VIM by name only (a placeholder in labs).</summary>
    public string? SourceUri { get; init; }

    /// <summary>The content is uploaded afterwards: the image stays PENDING_UPLOAD until then.</summary>
    public bool ContentFollows { get; init; }
}
