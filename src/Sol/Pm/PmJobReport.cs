namespace NfvOrchestrator.Sol.Pm;

/// <summary>A report that can be read (SOL003 §6.5.2.7).</summary>
public sealed record PmJobReport
{
    /// <summary>URI of the report.</summary>
    public required string Href { get; init; }

    /// <summary>When it became available.</summary>
    public required DateTimeOffset ReadyTime { get; init; }

    /// <summary>When it will be deleted.</summary>
    public DateTimeOffset? ExpiryTime { get; init; }

    /// <summary>Size in bytes.</summary>
    public long? FileSize { get; init; }
}
