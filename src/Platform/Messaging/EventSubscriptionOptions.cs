namespace NfvOrchestrator.Platform.Messaging;

/// <summary>How a consumer group treats its events.</summary>
public sealed record EventSubscriptionOptions
{
    /// <summary>Handler attempts before the event is dead-lettered.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Keys handled at the same time.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>A new group starts at the oldest retained event (true) or with what comes next (false).</summary>
    public bool FromBeginning { get; init; } = true;
}
