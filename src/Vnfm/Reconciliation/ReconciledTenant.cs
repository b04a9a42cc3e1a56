namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>A tenant this VNFM has, or had, instances of: its turn, and the result of the last look. The version of the document decides which process takes the turn.</summary>
public sealed record ReconciledTenant
{
    /// <summary>When the next look is due.</summary>
    public required DateTimeOffset NextLookAt { get; init; }

    /// <summary>The last look; absent: there was none.</summary>
    public TruthCheckStatus? Last { get; init; }
}
