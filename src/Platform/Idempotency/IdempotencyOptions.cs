namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>How long idempotency keys are remembered.</summary>
public sealed class IdempotencyOptions
{
    /// <summary>A key may be used for something else after this time.</summary>
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often expired records are looked for.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromHours(1);
}
