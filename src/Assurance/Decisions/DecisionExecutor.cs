using System.Net;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Decisions;

/// <summary>
/// Carries a decision out, one step per turn: ask the VNFM, then follow the operation to its end. Every step is stored under the lease of the work item; a request is
/// announced in the decision before it is sent and repeated with the same Idempotency-Key until its answer is known.
/// </summary>
internal sealed partial class DecisionExecutor(IDocumentStore store, VnfLcmClient vnfm, DecisionPublisher publisher, AssuranceOptions options, TimeProvider time, ILogger<DecisionExecutor> logger)
{
    /// <summary>One step of one decision.</summary>
    public async Task StepAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var tenant = claim.Item.Tenant;
        using var ambient = TenantContext.Use(tenant);
        if (await store.GetAsync(AssuranceCollections.Decisions, tenant, claim.Item.Id, cancellationToken) is not { } document)
        {
            await CommitAsync(new WriteBatch().Complete(claim), cancellationToken);
            return;
        }
        var decision = document.Value;
        if (decision.IsClosed)
        {
            // closed in an earlier turn: what is left is to tell the others
            await publisher.PublishAsync(tenant, decision, cancellationToken);
            await CommitAsync(new WriteBatch().Complete(claim), cancellationToken);
            return;
        }
        try
        {
            await (decision.State == DecisionState.Pending ? AskAsync(claim, document, cancellationToken) : FollowAsync(claim, document, cancellationToken));
        }
        catch (Exception e) when (e is SolRequestException or HttpRequestException or IssuerUnavailableException)
        {
            await UnansweredAsync(claim, tenant, decision.Id, e, cancellationToken);
        }
    }

    private async Task AskAsync(WorkClaim claim, Document<ScalingDecision> document, CancellationToken cancellationToken)
    {
        var decision = document.Value;
        var now = time.GetUtcNow();
        var policy = await store.GetAsync(AssuranceCollections.Policies, document.Tenant, decision.PolicyId, cancellationToken);
        if (!decision.AnswerOutstanding)
        {
            if (policy is not { Value.Enabled: true })
            {
                await CloseAsync(claim, document, decision, DecisionState.Abandoned, "The policy was deleted or disabled before the VNFM was asked.", cancellationToken);
                return;
            }
            if (now - decision.DecidedAt > options.MaxDecisionAge)
            {
                await CloseAsync(claim, document, decision, DecisionState.Abandoned, $"Not accepted within {options.MaxDecisionAge.TotalSeconds:0} s; the load may be another now. Last: {decision.Outcome ?? "not tried"}", cancellationToken);
                return;
            }
            if (await vnfm.GetAsync(decision.VnfInstanceId, cancellationToken) is not { InstantiationState: InstantiationState.INSTANTIATED } instance)
            {
                await CloseAsync(claim, document, decision, DecisionState.Abandoned, $"The VNF instance {decision.VnfInstanceId} does not exist at the VNFM or is not instantiated.", cancellationToken);
                return;
            }
            decision = decision with { LevelBefore = instance.InstantiatedVnfInfo?.ScaleStatus?.FirstOrDefault(s => s.AspectId == decision.AspectId)?.ScaleLevel };
            if (Limit(policy.Value, decision) is { } limit)
            {
                await RememberLimitAsync(claim, document, decision, limit, cancellationToken);
                return;
            }
            if (decision.Attempts == 0)
            {
                await publisher.TryPublishAsync(document.Tenant, decision, cancellationToken);
            }
        }
        decision = decision with { Attempts = decision.Attempts + 1, AnswerOutstanding = true };
        await CommitAsync(new WriteBatch().RequireLease(claim).Replace(AssuranceCollections.Decisions, document, decision), cancellationToken);
        document = document with { Version = document.Version + 1, Value = decision };
        try
        {
            var accepted = await vnfm.ScaleAsync(
                decision.VnfInstanceId, new ScaleVnfRequest { Type = decision.Direction, AspectId = decision.AspectId, NumberOfSteps = 1 }, decision.Id, cancellationToken);
            decision = decision with { State = DecisionState.Accepted, AnswerOutstanding = false, VnfLcmOpOccId = accepted.OpOccId, AcceptedAt = time.GetUtcNow(), Outcome = null };
            Log.Accepted(logger, decision.Id, decision.VnfInstanceId, accepted.OpOccId);
            await CommitAsync(new WriteBatch().Replace(AssuranceCollections.Decisions, document, decision).Reschedule(claim, time.GetUtcNow() + options.RetryPause), cancellationToken);
        }
        catch (SolRequestException e) when (e.Status == HttpStatusCode.Conflict)
        {
            decision = decision with { AnswerOutstanding = false, Outcome = $"The VNFM is busy with this VNF: {Detail(e)}" };
            await CommitAsync(new WriteBatch().Replace(AssuranceCollections.Decisions, document, decision).Reschedule(claim, time.GetUtcNow() + Pause(e.RetryAfter)), cancellationToken);
        }
        catch (SolRequestException e) when (!e.IsTransient && e.Status is { } status && (int)status is >= 400 and < 500)
        {
            await CloseAsync(claim, document, decision with { AnswerOutstanding = false }, DecisionState.Refused, $"The VNFM answered {(int)status}: {Detail(e)}", cancellationToken);
        }
    }

    private async Task FollowAsync(WorkClaim claim, Document<ScalingDecision> document, CancellationToken cancellationToken)
    {
        var decision = document.Value;
        var operation = await vnfm.GetOpOccAsync(decision.VnfLcmOpOccId!, cancellationToken);
        switch (operation?.OperationState)
        {
            case LcmOperationStateType.COMPLETED:
                await CloseAsync(claim, document, decision, DecisionState.Completed, "The operation completed.", cancellationToken);
                break;
            case LcmOperationStateType.FAILED or LcmOperationStateType.ROLLED_BACK or LcmOperationStateType.FAILED_TEMP:
                await CloseAsync(claim, document, decision, DecisionState.Failed, $"The operation is {operation.OperationState}: {operation.Error?.Detail ?? "no reason given"}"
                    + (operation.OperationState == LcmOperationStateType.FAILED_TEMP ? " Until it is retried, rolled back or failed at the VNFM, this VNF cannot be scaled." : ""), cancellationToken);
                break;
            case null:
                await CloseAsync(claim, document, decision, DecisionState.Unknown, $"The VNFM no longer knows the operation {decision.VnfLcmOpOccId}.", cancellationToken);
                break;
            case var _ when time.GetUtcNow() - decision.AcceptedAt > options.GiveUpAfter:
                await CloseAsync(claim, document, decision, DecisionState.Unknown, $"The operation is still {operation.OperationState} after {options.GiveUpAfter.TotalMinutes:0} min; it is no longer followed.", cancellationToken);
                break;
            default:
                await CommitAsync(new WriteBatch().Reschedule(claim, time.GetUtcNow() + options.RetryPause), cancellationToken);
                break;
        }
    }

    private async Task UnansweredAsync(WorkClaim claim, TenantId tenant, string id, Exception error, CancellationToken cancellationToken)
    {
        // read again: the step may have stored something before it failed
        if (await store.GetAsync(AssuranceCollections.Decisions, tenant, id, cancellationToken) is not { Value.IsClosed: false } document)
        {
            return;
        }
        var decision = document.Value;
        Log.NoAnswer(logger, id, decision.VnfInstanceId, error.Message);
        if (time.GetUtcNow() - decision.DecidedAt > options.GiveUpAfter)
        {
            await CloseAsync(claim, document, decision, decision.State == DecisionState.Pending && !decision.AnswerOutstanding ? DecisionState.Abandoned : DecisionState.Unknown,
                $"No answer from the VNFM for {options.GiveUpAfter.TotalMinutes:0} min, last: {error.Message} Look at the operation occurrences of VNF instance {decision.VnfInstanceId}.", cancellationToken);
            return;
        }
        var due = time.GetUtcNow() + Pause((error as SolRequestException)?.RetryAfter);
        await CommitAsync(new WriteBatch().Replace(AssuranceCollections.Decisions, document, decision with { Outcome = error.Message }).Reschedule(claim, due), cancellationToken);
    }

    /// <summary>Closes the decision and frees the policy; the event follows in the next turn, so that it is told at least once.</summary>
    private async Task CloseAsync(WorkClaim claim, Document<ScalingDecision> document, ScalingDecision decision, DecisionState state, string outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        decision = decision with { State = state, Outcome = outcome, ClosedAt = now, AnswerOutstanding = false };
        Log.Closed(logger, decision.Id, decision.VnfInstanceId, state, outcome);
        var batch = new WriteBatch().Replace(AssuranceCollections.Decisions, document, decision).Reschedule(claim, now);
        await FreeAsync(batch, document.Tenant, decision, status => state switch
        {
            DecisionState.Abandoned => status,
            DecisionState.Refused => status with { CooldownUntil = SampleClock(decision, now) + Cooldown(decision), LimitDirection = decision.Direction, LimitUntil = SampleClock(decision, now) + options.LimitQuiet, LimitReason = outcome },
            _ => status with { CooldownUntil = SampleClock(decision, now) + Cooldown(decision), LimitDirection = null, LimitUntil = null, LimitReason = null },
        }, cancellationToken);
        await CommitAsync(batch, cancellationToken);
    }

    /// <summary>Nothing was asked and nothing can be had: no decision is kept of it, the policy remembers.</summary>
    private async Task RememberLimitAsync(WorkClaim claim, Document<ScalingDecision> document, ScalingDecision decision, string reason, CancellationToken cancellationToken)
    {
        Log.AtLimit(logger, decision.VnfInstanceId, reason);
        var batch = new WriteBatch().Delete(AssuranceCollections.Decisions, document.Tenant, document.Id, document.Version).Complete(claim);
        await FreeAsync(batch, document.Tenant, decision, status => status with
        {
            LimitDirection = decision.Direction,
            LimitUntil = SampleClock(decision, time.GetUtcNow()) + options.LimitQuiet,
            LimitReason = reason,
            LastDecisionId = status.LastDecisionId,
        }, cancellationToken);
        await CommitAsync(batch, cancellationToken);
    }

    private async Task FreeAsync(WriteBatch batch, TenantId tenant, ScalingDecision decision, Func<PolicyStatus, PolicyStatus> change, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(AssuranceCollections.Status, tenant, decision.PolicyId, cancellationToken) is not { } status || status.Value.OpenDecisionId != decision.Id)
        {
            return;
        }
        if (await store.GetAsync(AssuranceCollections.Policies, tenant, decision.PolicyId, cancellationToken) is null)
        {
            batch.Delete(AssuranceCollections.Status, tenant, decision.PolicyId, status.Version);
            return;
        }
        batch.Replace(AssuranceCollections.Status, status, change(status.Value with { OpenDecisionId = null, LastDecisionId = decision.Id }));
    }

    private async Task CommitAsync(WriteBatch batch, CancellationToken cancellationToken) => (await store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();

    private TimeSpan Pause(TimeSpan? retryAfter) => retryAfter > options.RetryPause && retryAfter < TimeSpan.FromMinutes(5) ? retryAfter.Value : options.RetryPause;

    private static string? Limit(ScalingPolicy policy, ScalingDecision decision) => decision.LevelBefore switch
    {
        { } level when decision.Direction == ScaleType.SCALE_OUT && level >= policy.MaxLevel => $"{decision.AspectId} is at level {level}, the policy's maximum is {policy.MaxLevel}.",
        { } level when decision.Direction == ScaleType.SCALE_IN && level <= (policy.MinLevel ?? 0) => $"{decision.AspectId} is at level {level}, the minimum is {policy.MinLevel ?? 0}.",
        _ => null,
    };

    /// <summary>Now, on the clock of the samples: the time of the breach and what has passed since.</summary>
    private static DateTimeOffset SampleClock(ScalingDecision decision, DateTimeOffset now) => decision.WindowEnd + (now - decision.DecidedAt);

    private static TimeSpan Cooldown(ScalingDecision decision) => TimeSpan.FromSeconds(decision.CooldownSeconds);

    private static string Detail(SolRequestException error) => error.Problem?.Detail ?? error.Message;

    private static partial class Log
    {
        [LoggerMessage(3021, LogLevel.Information, "Decision {Id}: the VNFM scales VNF instance {Instance} (operation {OpOcc})")]
        public static partial void Accepted(ILogger logger, string id, string instance, string opOcc);

        [LoggerMessage(3022, LogLevel.Information, "Decision {Id} on VNF instance {Instance} is closed, {State}: {Outcome}")]
        public static partial void Closed(ILogger logger, string id, string instance, DecisionState state, string outcome);

        [LoggerMessage(3023, LogLevel.Warning, "Decision {Id} on VNF instance {Instance} got no usable answer and will be tried again: {Error}")]
        public static partial void NoAnswer(ILogger logger, string id, string instance, string error);

        [LoggerMessage(3024, LogLevel.Debug, "VNF instance {Instance} is not scaled: {Reason}")]
        public static partial void AtLimit(ILogger logger, string instance, string reason);
    }
}
