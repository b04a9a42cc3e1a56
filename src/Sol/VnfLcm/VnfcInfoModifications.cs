using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Modifications of a VNFC (SOL002 §5.5.3).</summary>
public sealed record VnfcInfoModifications
{
    /// <summary>Identifier of the VNFC instance.</summary>
    public required string Id { get; init; }

    /// <summary>Configurable properties of the VNFC; in a request a merge patch.</summary>
    public required IReadOnlyDictionary<string, JsonElement> VnfcConfigurableProperties { get; init; }
}
