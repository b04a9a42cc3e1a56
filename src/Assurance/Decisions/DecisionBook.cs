using NfvOrchestrator.Assurance.Evaluation;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Decisions;

/// <summary>
/// Turns a verdict into a stored decision: policy unchanged, no other decision open, no cool-down, not at the limit. Decision, status and work item are written
/// in one batch before anything is asked of the VNFM, so a crash loses nothing and doubles nothing.
/// </summary>
internal sealed partial class DecisionBook(IDocumentStore store, AssuranceOptions options, TimeProvider time, ILogger<DecisionBook> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>Decides.</summary>
    /// <returns>Until when (on the clock of the samples) the evaluator shall hold.</returns>
    public async Task<DateTimeOffset> DecideAsync(CachedPolicy cached, ThresholdVerdict verdict, CancellationToken cancellationToken)
    {
        var (tenant, policy) = (cached.Tenant, cached.Policy);
        var now = time.GetUtcNow();
        if (now - verdict.At > options.MaxSampleAge)
        {
            Log.TooOld(logger, policy.Id, policy.VnfInstanceId, (now - verdict.At).TotalSeconds);
            return verdict.At;
        }
        var status = await store.GetAsync(AssuranceCollections.Status, tenant, policy.Id, cancellationToken);
        if (Suppressed(status?.Value, verdict) is { } until)
        {
            return until;
        }
        var decision = Make(policy, verdict, now);
        var next = (status?.Value ?? new PolicyStatus { PolicyId = policy.Id }) with { OpenDecisionId = decision.Id };
        var batch = new WriteBatch()
            .Check(AssuranceCollections.Policies, tenant, policy.Id, cached.Version)
            .Insert(AssuranceCollections.Decisions, tenant, decision.Id, decision)
            .Enqueue(new WorkItem { Queue = AssuranceCollections.DecisionQueue, Id = decision.Id, Tenant = tenant, Group = policy.VnfInstanceId, OrderKey = policy.VnfInstanceId, DueAt = now });
        _ = status is null ? batch.Insert(AssuranceCollections.Status, tenant, policy.Id, next) : batch.Replace(AssuranceCollections.Status, status, next);
        var result = await store.CommitAsync(batch, cancellationToken);
        if (!result.Ok)
        {
            // somebody else decided, or the policy changed, in this very moment: the next values show
            Log.Overtaken(logger, policy.Id, result.Conflict!.ToString());
            return verdict.At;
        }
        Log.Decided(logger, decision.Id, policy.VnfInstanceId, decision.Reason);
        return verdict.At + TimeSpan.FromSeconds(policy.CooldownSeconds);
    }

    private static DateTimeOffset? Suppressed(PolicyStatus? status, ThresholdVerdict verdict)
    {
        if (status?.OpenDecisionId is not null)
        {
            return verdict.At + LookAgain;
        }
        if (status?.CooldownUntil > verdict.At)
        {
            return status.CooldownUntil;
        }
        return status?.LimitDirection == verdict.Direction && status.LimitUntil > verdict.At ? verdict.At + LookAgain : null;
    }

    private static ScalingDecision Make(ScalingPolicy policy, ThresholdVerdict verdict, DateTimeOffset now)
    {
        var threshold = verdict.Direction == ScaleType.SCALE_OUT ? policy.ScaleOutThreshold : policy.ScaleInThreshold;
        return new ScalingDecision
        {
            Id = Guid.CreateVersion7(now).ToString(),
            PolicyId = policy.Id,
            VnfInstanceId = policy.VnfInstanceId,
            AspectId = policy.AspectId,
            Direction = verdict.Direction,
            Reason = $"{policy.Metric} was {(verdict.Direction == ScaleType.SCALE_OUT ? "at or above" : "at or below")} {threshold:0.###} for {(verdict.At - verdict.Since).TotalSeconds:0} s"
                + $" ({verdict.Samples} values, mean {verdict.Mean:0.##}, last {verdict.Value:0.##}): one step {(verdict.Direction == ScaleType.SCALE_OUT ? "out" : "in")} of {policy.AspectId}.",
            Metric = policy.Metric,
            Value = verdict.Value,
            Threshold = threshold,
            WindowStart = verdict.Since,
            WindowEnd = verdict.At,
            WindowSamples = verdict.Samples,
            WindowMean = verdict.Mean,
            WindowMin = verdict.Min,
            WindowMax = verdict.Max,
            CooldownSeconds = policy.CooldownSeconds,
            DecidedAt = now,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(3011, LogLevel.Information, "Decision {Id} on VNF instance {Instance}: {Reason}")]
        public static partial void Decided(ILogger logger, string id, string instance, string reason);

        [LoggerMessage(3012, LogLevel.Warning, "Policy {Policy} of VNF instance {Instance} saw a breach in samples that are {Seconds:0} s old; nothing is decided on them. Is the event bus behind, or a clock wrong?")]
        public static partial void TooOld(ILogger logger, string policy, string instance, double seconds);

        [LoggerMessage(3013, LogLevel.Debug, "Policy {Policy} was overtaken ({Conflict}); the next values decide.")]
        public static partial void Overtaken(ILogger logger, string policy, string conflict);
    }
}
