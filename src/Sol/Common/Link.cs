namespace NfvOrchestrator.Sol.Common;

/// <summary>Link to a resource by absolute URI (SOL003 §4.4).</summary>
public sealed record Link
{
    /// <summary>Target URI.</summary>
    public required string Href { get; init; }
}
