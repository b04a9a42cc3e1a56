namespace NfvOrchestrator.Tosca.Model;

/// <summary>Bit rate of a virtual link, in bit/s (SOL001 LinkBitrateRequirements).</summary>
/// <param name="RootBitsPerSecond">Of the root (or of the whole link).</param>
/// <param name="LeafBitsPerSecond">Of a leaf.</param>
public sealed record LinkBitrate(long RootBitsPerSecond, long? LeafBitsPerSecond);
