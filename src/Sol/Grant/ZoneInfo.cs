namespace NfvOrchestrator.Sol.Grant;

/// <summary>Zone information (SOL003 §9.5).</summary>
public sealed record ZoneInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the zone.</summary>
    public required string ZoneId { get; init; }

    /// <summary>Identifier of the VIM connection.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>Identifier of the resource provider.</summary>
    public string? ResourceProviderId { get; init; }
}
