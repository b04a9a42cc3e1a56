namespace NfvOrchestrator.Sol.Common;

/// <summary>Api version (SOL003 §4.4).</summary>
public sealed record ApiVersion
{
    /// <summary>Version.</summary>
    public required string Version { get; init; }

    /// <summary>Whether it is deprecated.</summary>
    public bool? IsDeprecated { get; init; }

    /// <summary>Instant: retirement date.</summary>
    public DateTimeOffset? RetirementDate { get; init; }
}
