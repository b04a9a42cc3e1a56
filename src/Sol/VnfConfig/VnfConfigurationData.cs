using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfConfig;

/// <summary>Configuration of a VNF (SOL002 §9.5.3.3).</summary>
public sealed record VnfConfigurationData
{
    /// <summary>vnfConfigurableProperties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfSpecificData { get; init; }
}
