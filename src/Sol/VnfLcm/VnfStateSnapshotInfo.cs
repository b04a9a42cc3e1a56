using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF state snapshot information (SOL003 §5.5).</summary>
public sealed record VnfStateSnapshotInfo
{
    /// <summary>Checksum.</summary>
    public required Checksum Checksum { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public required bool IsEncrypted { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}
