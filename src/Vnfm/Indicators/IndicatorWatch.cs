namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>What the VNFM knows of the indicators of one VNF as a whole. Its version makes readings and pushes of the same VNF one after the other, in all processes.</summary>
public sealed record IndicatorWatch
{
    /// <summary>The indicators that the VNF reports, in order.</summary>
    public IReadOnlyList<string> Supported { get; init; } = [];

    /// <summary>Before this nobody reads the VNF again.</summary>
    public DateTimeOffset NextAt { get; init; }

    /// <summary>Why the last reading failed; null: it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Readings that failed one after the other.</summary>
    public int Failures { get; init; }
}
