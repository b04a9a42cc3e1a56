using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Request: change external VNF connectivity (SOL003 §5.5.2.11).</summary>
public sealed record ChangeExtVnfConnectivityRequest
{
    /// <summary>External virtual links.</summary>
    public required IReadOnlyList<ExtVirtualLinkData> ExtVirtualLinks { get; init; }

    /// <summary>VIM connection information.</summary>
    public IReadOnlyList<VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
