using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Location constraints (SOL005 §6.5).</summary>
public sealed record LocationConstraints
{
    /// <summary>Country code.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Civic address element.</summary>
    public IReadOnlyList<CivicAddressElement>? CivicAddressElement { get; init; }

    /// <summary>Area.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Area { get; init; }
}
