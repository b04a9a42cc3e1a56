using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: change current VNF package (SOL003 §5.5).</summary>
public sealed record ChangeCurrentVnfPkgRequest
{
    /// <summary>Identifier of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExtVirtualLinkData>? ExtVirtualLinks { get; init; }

    /// <summary>External managed virtual links.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkData>? ExtManagedVirtualLinks { get; init; }

    /// <summary>VIM connection information.</summary>
    public IReadOnlyDictionary<string, VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }
}
