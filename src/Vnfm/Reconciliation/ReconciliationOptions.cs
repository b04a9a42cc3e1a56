namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>How records and VIM are compared, and what follows. Section <c>Vnfm:Reconciliation</c>.</summary>
public sealed class ReconciliationOptions
{
    /// <summary>Time between two looks at a tenant's VIMs; zero: only when asked for.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a finding must have been there, and be there still, before anything is done about it.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What to do about a resource that an instance should have and the VIM has not: REPORT or HEAL.</summary>
    public FindingPolicy Missing { get; set; } = FindingPolicy.REPORT;

    /// <summary>What to do about a resource that is not as it should be: REPORT, HEAL, or ADOPT (where a server runs is taken over into the record; all else is reported).</summary>
    public FindingPolicy Drifted { get; set; } = FindingPolicy.REPORT;

    /// <summary>What to do about a resource that is tagged as this VNFM's and belongs to nothing: REPORT or DELETE.</summary>
    public FindingPolicy Orphaned { get; set; } = FindingPolicy.REPORT;

    /// <summary>The policy of a kind of finding.</summary>
    public FindingPolicy PolicyOf(FindingKind kind) => kind switch
    {
        FindingKind.MISSING => Missing,
        FindingKind.DRIFTED => Drifted,
        _ => Orphaned,
    };

    /// <summary>What is wrong with the options; null: nothing.</summary>
    public string? Fault() =>
        Interval < TimeSpan.Zero || Grace < TimeSpan.Zero ? "Vnfm:Reconciliation: Interval and Grace cannot be negative."
        : Missing is not (FindingPolicy.REPORT or FindingPolicy.HEAL) ? $"Vnfm:Reconciliation:Missing is {Missing}; what is missing can be REPORTed or HEALed."
        : Drifted == FindingPolicy.DELETE ? "Vnfm:Reconciliation:Drifted is DELETE; what drifted can be REPORTed, HEALed or ADOPTed."
        : Orphaned is not (FindingPolicy.REPORT or FindingPolicy.DELETE) ? $"Vnfm:Reconciliation:Orphaned is {Orphaned}; orphans can be REPORTed or DELETEd."
        : null;
}
