namespace NfvOrchestrator.Vim;

/// <summary>Which resources to list.</summary>
public sealed record VimResourceQuery
{
    /// <summary>Largest page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Only this kind.</summary>
    public VimResourceKind? Kind { get; init; }

    /// <summary>Only resources tagged with this instance.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Where the previous page ended.</summary>
    public string? Marker { get; init; }

    /// <summary>Size of the page, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; set; } = 200;
}
