namespace NfvOrchestrator.Sol.Clients;

/// <summary>Limits of a SOL client.</summary>
public sealed record SolClientOptions
{
    /// <summary>How long one request may take until its answer is complete (content streams: until the headers).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest JSON answer, in bytes.</summary>
    public int MaxAnswerBytes { get; init; } = 16 << 20;

    /// <summary>Most pages followed in a list.</summary>
    public int MaxPages { get; init; } = 1000;
}
