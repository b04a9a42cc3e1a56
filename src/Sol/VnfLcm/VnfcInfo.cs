using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNFC instance (SOL002 §5.5.3).</summary>
public sealed record VnfcInfo
{
    /// <summary>Identifier of the VNFC instance.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VDU.</summary>
    public required string VduId { get; init; }

    /// <summary>Identifier of the VNFC resource information; absent when the VNFC has lost its resources.</summary>
    public string? VnfcResourceInfoId { get; init; }

    /// <summary>State of the VNFC.</summary>
    public required VnfOperationalStateType VnfcState { get; init; }

    /// <summary>Configurable properties of the VNFC.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfcConfigurableProperties { get; init; }
}
