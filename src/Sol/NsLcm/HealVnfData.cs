using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Heal VNF data (SOL005 §6.5).</summary>
public sealed record HealVnfData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Cause.</summary>
    public string? Cause { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}
