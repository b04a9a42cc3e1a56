namespace NfvOrchestrator.Sdn.Paths;

/// <summary>A page of paths, ascending by key.</summary>
public sealed record PathPage
{
    /// <summary>The paths.</summary>
    public required IReadOnlyList<PathView> Items { get; init; }

    /// <summary>What to send as <c>after</c> for the next page; null on the last.</summary>
    public string? NextAfter { get; init; }
}
