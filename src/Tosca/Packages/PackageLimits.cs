namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Bounds of a zip package; each stops an attack that a zip makes cheap.</summary>
public sealed record PackageLimits
{
    /// <summary>The defaults.</summary>
    public static PackageLimits Default { get; } = new();

    /// <summary>Most entries.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Most bytes of all entries unpacked.</summary>
    public long MaxUncompressedBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>Largest ratio of unpacked to packed size of an entry over 1 MiB.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Longest path.</summary>
    public int MaxPathLength { get; init; } = 512;
}
