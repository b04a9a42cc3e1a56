using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfConfig;

/// <summary>Configuration of a VNFC (SOL002 §9.5.3.4).</summary>
public sealed record VnfcConfigurationData
{
    /// <summary>Identifier of the VNFC (VnfcInfo).</summary>
    public required string VnfcInstanceId { get; init; }

    /// <summary>vnfcConfigurableProperties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfcSpecificData { get; init; }
}
