using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Change external VNF connectivity data (SOL005 §6.5).</summary>
public sealed record ChangeExtVnfConnectivityData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>External virtual links.</summary>
    public required IReadOnlyList<ExtVirtualLinkData> ExtVirtualLinks { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
