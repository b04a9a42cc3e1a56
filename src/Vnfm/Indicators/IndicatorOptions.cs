namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>How values of indicators are got.</summary>
public sealed class IndicatorOptions
{
    /// <summary>Pause between two readings of the same VNF.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Subscribes at the element managers, which then push values to <c>/callbacks/vnfind/…</c> of this VNFM. Readings go on: they find what a push that was lost would have told, and may then be
    /// far apart.
    /// </summary>
    public bool Subscribe { get; set; }

    /// <summary>Pause between two looks at a subscription; one that is lost or was refused is made anew then.</summary>
    public TimeSpan LookAfterSubscriptions { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for the values of one VNF.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>VNFs read at the same time.</summary>
    public int Concurrency { get; set; } = 16;
}
