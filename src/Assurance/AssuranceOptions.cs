namespace NfvOrchestrator.Assurance;

/// <summary>How the assurance service works (configuration section <c>Assurance</c>).</summary>
public sealed class AssuranceOptions
{
    /// <summary>The VNFM's apiRoot, for example <c>http://vnfm:8080/</c>.</summary>
    public Uri? VnfmBaseAddress { get; set; }

    /// <summary>Consumer group on the event bus; all copies of the service share one.</summary>
    public string ConsumerGroup { get; set; } = "assurance";

    /// <summary>Values further apart than this (or half the breach duration, if longer) are not one breach; servers silent for longer do not count.</summary>
    public TimeSpan MaxSampleGap { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A verdict on samples older than this decides nothing: the event was stuck somewhere, the load may be another now.</summary>
    public TimeSpan MaxSampleAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often policies are read from the store.</summary>
    public TimeSpan PolicyRefresh { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A decision the VNFM has not accepted by then (busy, unreachable before it was asked) is given up; if the load stays, a new one follows.</summary>
    public TimeSpan MaxDecisionAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an unanswered request is repeated (with the same Idempotency-Key), and an operation followed that does not end.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Pause before asking a busy VNFM again, and between looks at a running operation.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a direction is left alone after its limit was reached or the VNFM refused it.</summary>
    public TimeSpan LimitQuiet { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long closed decisions and cleared alarms are kept.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Most alarms kept per tenant; beyond it the oldest cleared ones go first.</summary>
    public int MaxAlarmsPerTenant { get; set; } = 10_000;

    /// <summary>Most policies of the installation.</summary>
    public int MaxPolicies { get; set; } = 100_000;

    /// <summary>Most policies of one VNF instance.</summary>
    public int MaxPoliciesPerInstance { get; set; } = 32;

    /// <summary>Most servers remembered per instance and metric.</summary>
    public int MaxObjectsPerMetric { get; set; } = 2000;

    /// <summary>Refuses options that cannot work.</summary>
    /// <exception cref="ArgumentException">Says which option is wrong and what it should be.</exception>
    public void Validate()
    {
        if (VnfmBaseAddress is not { IsAbsoluteUri: true } || !VnfmBaseAddress.AbsoluteUri.EndsWith('/'))
        {
            throw new ArgumentException("Assurance: VnfmBaseAddress must be the absolute URL of the VNFM's apiRoot, ending with a slash.");
        }
        if (MaxSampleGap <= TimeSpan.Zero || RetryPause <= TimeSpan.Zero || PolicyRefresh <= TimeSpan.Zero || MaxDecisionAge <= TimeSpan.Zero || GiveUpAfter < MaxDecisionAge)
        {
            throw new ArgumentException("Assurance: MaxSampleGap, RetryPause, PolicyRefresh and MaxDecisionAge must be positive, and GiveUpAfter not shorter than MaxDecisionAge.");
        }
    }
}
