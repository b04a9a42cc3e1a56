using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>The NFVO's permission for a lifecycle operation, with placement decisions (SOL003 §9.5.2.3).</summary>
public sealed record Grant
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Identifier of the VNF LCM operation occurrence.</summary>
    public required string VnfLcmOpOccId { get; init; }

    /// <summary>VIM connection information.</summary>
    public IReadOnlyDictionary<string, VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Zones.</summary>
    public IReadOnlyList<ZoneInfo>? Zones { get; init; }

    /// <summary>Zone groups.</summary>
    public IReadOnlyList<ZoneGroupInfo>? ZoneGroups { get; init; }

    /// <summary>Add resources.</summary>
    public IReadOnlyList<GrantInfo>? AddResources { get; init; }

    /// <summary>Temp resources.</summary>
    public IReadOnlyList<GrantInfo>? TempResources { get; init; }

    /// <summary>Remove resources.</summary>
    public IReadOnlyList<GrantInfo>? RemoveResources { get; init; }

    /// <summary>Update resources.</summary>
    public IReadOnlyList<GrantInfo>? UpdateResources { get; init; }

    /// <summary>VIM assets.</summary>
    public VimAssets? VimAssets { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExtVirtualLinkData>? ExtVirtualLinks { get; init; }

    /// <summary>External managed virtual links.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkData>? ExtManagedVirtualLinks { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required GrantLinks Links { get; init; }
}
