namespace NfvOrchestrator.Tosca.Model;

/// <summary>Where a PNF stands (SOL001 LocationInfo).</summary>
public sealed record GeographicalLocation
{
    /// <summary>Two-letter ISO 3166 country code.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Civic address elements (RFC 4776): type and value, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> CivicAddress { get; init; } = [];

    /// <summary>Latitude as written.</summary>
    public string? Latitude { get; init; }

    /// <summary>Longitude as written.</summary>
    public string? Longitude { get; init; }

    /// <summary>Altitude as written.</summary>
    public string? Altitude { get; init; }
}
