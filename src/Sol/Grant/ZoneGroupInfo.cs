namespace NfvOrchestrator.Sol.Grant;

/// <summary>Zone group information (SOL003 §9.5).</summary>
public sealed record ZoneGroupInfo
{
    /// <summary>Identifier of the zone.</summary>
    public required IReadOnlyList<string> ZoneId { get; init; }
}
