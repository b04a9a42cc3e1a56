using System.Text.Json;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>Content of a VNF state snapshot file.</summary>
internal sealed record VnfState
{
    /// <summary>The instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Its descriptor at the time.</summary>
    public required string VnfdId { get; init; }

    /// <summary>Its software version.</summary>
    public required string VnfSoftwareVersion { get; init; }

    /// <summary>When all was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Its flavour.</summary>
    public required string FlavourId { get; init; }

    /// <summary>Level of each scaling aspect.</summary>
    public required IReadOnlyDictionary<string, int> ScaleLevels { get; init; }

    /// <summary>VNFCs of each VDU.</summary>
    public required IReadOnlyDictionary<string, int> VnfcCounts { get; init; }

    /// <summary>Configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Configurable properties of VNFCs.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> VnfcConfigurableProperties { get; init; }

    /// <summary>What the VNF's scripts did and wrote.</summary>
    public required IReadOnlyList<VnfActionResult> Actions { get; init; }
}
