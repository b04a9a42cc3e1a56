using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>The answer of a dry run (vendor extension): what an operation would do.</summary>
public sealed record VnfOperationPlan
{
    /// <summary>Repeat the request with <c>?planId=</c> this, instead of <c>dryRun</c>, to carry out exactly this plan: refused (409) when the instance changed since.</summary>
    public required string PlanId { get; init; }

    /// <summary>The instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>The operation.</summary>
    public required LcmOperationType Operation { get; init; }

    /// <summary>The steps, each after those it depends on.</summary>
    public required IReadOnlyList<VnfOperationPlanStep> Steps { get; init; }

    /// <summary>Virtual CPUs that come (or go, negative).</summary>
    public required int VirtualCpus { get; init; }

    /// <summary>Memory that comes or goes, in MiB.</summary>
    public required long MemoryMib { get; init; }

    /// <summary>Volume storage that comes or goes, in GiB.</summary>
    public required long StorageGib { get; init; }

    /// <summary>Where servers that are made would be placed, if they were granted now; nothing is reserved. Absent: the NFVO cannot tell before it is asked in earnest.</summary>
    public IReadOnlyList<VnfPlannedPlacement>? Placement { get; init; }

    /// <summary>How long such operations took lately: the median of <see cref="EstimatedFrom"/> of them, in seconds; absent: there was none.</summary>
    public double? EstimatedSeconds { get; init; }

    /// <summary>How many completed operations the estimate is made from.</summary>
    public required int EstimatedFrom { get; init; }
}
