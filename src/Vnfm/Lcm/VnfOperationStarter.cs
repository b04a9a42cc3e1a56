using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Snapshots;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Starts operations, for the interface and for the VNFM itself: state, content, then one transaction that locks the instance and stores the occurrence.</summary>
internal sealed class VnfOperationStarter(VnfmServices vnfm, IVnfdSource vnfds)
{
    /// <summary>Starts an operation on an instance of a tenant, as an automatic one.</summary>
    public async Task<(string? OccurrenceId, SolProblem? Problem)> StartAsync(
        TenantId tenant, string instanceId, LcmOperationType type, JsonElement request, CancellationToken cancellationToken)
        => await vnfm.Store.GetAsync(VnfmCollections.Instances, tenant, instanceId, cancellationToken) is { } document
            ? await StartAsync(document, VnfOperations.Of(type), request, automatic: true, also: null, refuse: null, cancellationToken)
            : (null, SolProblem.NotFound("VNF instance", instanceId));

    /// <summary>Starts an operation on an instance that was read.</summary>
    /// <param name="document">The instance.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="request">Its parameters.</param>
    /// <param name="automatic">Nobody asked for it by hand (SOL003 §5.5.2.13 isAutomaticInvocation).</param>
    /// <param name="also">Further writes of the same transaction, given the id of the occurrence.</param>
    /// <param name="refuse">A further reason to refuse it, asked when it is acceptable otherwise; null: none.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>The occurrence; or why not.</returns>
    public async Task<(string? OccurrenceId, SolProblem? Problem)> StartAsync(
        Document<VnfRecord> document, VnfOperation operation, JsonElement request, bool automatic, Action<WriteBatch, string>? also, Func<SolProblem?>? refuse,
        CancellationToken cancellationToken)
    {
        var (refusal, snapshot) = await JudgeAsync(document, operation, request, cancellationToken);
        if (refusal is not null)
        {
            return (null, refusal);
        }
        if (refuse?.Invoke() is { } further)
        {
            return (null, further);
        }
        var now = vnfm.Clock.GetUtcNow();
        var occurrence = new VnfLcmOpOcc
        {
            Id = Guid.CreateVersion7(now).ToString(),
            OperationState = LcmOperationStateType.STARTING,
            StateEnteredTime = now,
            StartTime = now,
            VnfInstanceId = document.Id,
            Operation = operation.Type,
            IsAutomaticInvocation = automatic,
            OperationParams = request,
            IsCancelPending = false,
            VnfSnapshotInfoId = snapshot?.Id,
        };
        var problem = await vnfm.Gateway.AcceptAsync(
            document,
            occurrence,
            OperationPhase.Starting,
            new OperationSubmission
            {
                Id = occurrence.Id,
                Tenant = document.Tenant,
                InstanceId = document.Id,
                Kind = VnfLcmSubject.OperationKind,
                FairnessGroup = FairnessGroup(document.Value.Resource, document.Tenant),
                Input = request,
            },
            batch =>
            {
                if (snapshot is not null)
                {
                    batch.Replace(VnfmCollections.Snapshots, snapshot, snapshot.Value with { UsedBy = occurrence.Id });
                }
                also?.Invoke(batch, occurrence.Id);
            },
            cancellationToken);
        return problem is null ? (occurrence.Id, null) : (null, problem);
    }

    /// <summary>Why the operation cannot be accepted now; null: it can.</summary>
    public async Task<SolProblem?> RefuseAsync(Document<VnfRecord> document, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
        => (await JudgeAsync(document, operation, request, cancellationToken)).Refusal;

    /// <summary>Why the operation cannot be accepted now; null: it can. And the snapshot it is about.</summary>
    private async Task<(SolProblem? Refusal, Document<VnfSnapshotRecord>? Snapshot)> JudgeAsync(
        Document<VnfRecord> document, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        var (tenant, instance) = (document.Tenant, document.Value);
        if (await vnfm.Engine.GetHolderAsync(tenant, document.Id, cancellationToken) is { } holder)
        {
            return (SolProblem.Conflict($"The VNF instance '{document.Id}' is busy with the operation '{holder}'. Wait until it is over; when it is FAILED_TEMP, retry it, roll it back or fail it first."), null);
        }
        if (operation.Demanded is { } demanded && instance.Resource.InstantiationState != demanded)
        {
            return (SolProblem.Conflict($"The VNF instance '{document.Id}' is {instance.Resource.InstantiationState}; {operation.Type} needs it to be {demanded}."), null);
        }
        // A package that was disabled since serves the instances it has, but no new one (SOL003 §10.2).
        var vnfd = !operation.NeedsDescriptor ? null
            : operation.Type == LcmOperationType.INSTANTIATE ? await vnfds.FindForNewAsync(tenant, instance.Resource.VnfdId, cancellationToken)
            : await vnfds.FindAsync(tenant, instance.Resource.VnfdId, cancellationToken);
        if (operation.NeedsDescriptor && vnfd is null)
        {
            return (SolProblem.Conflict($"The NFVO has no onboarded and enabled package with the VNFD '{instance.Resource.VnfdId}'. Enable the package and repeat the request."), null);
        }
        try
        {
            var snapshot = await SnapshotUse.FindAsync(vnfm.Store, tenant, operation, request, cancellationToken);
            if (snapshot is not null && await SnapshotUse.BusyAsync(vnfm.Store, snapshot, cancellationToken) is { } busy)
            {
                return (busy, null);
            }
            operation.Intend(new VnfOperationInput(request, instance, vnfd?.Descriptor, vnfm.Options.VimConnectionId)
            {
                Management = vnfm.Options.Management,
                NewDescriptor = await VnfdChange.FindAsync(vnfds, tenant, operation, request, cancellationToken),
                Snapshot = snapshot?.Value,
            });
            return (null, snapshot);
        }
        catch (LifecycleRejectedException unfit)
        {
            return (new SolProblem(unfit.Problem), null);
        }
    }

    /// <summary>VNFs of one network service share a turn, so that a large service does not starve the others of its tenant.</summary>
    private static string FairnessGroup(VnfInstance instance, TenantId tenant)
        => instance.Metadata is { } metadata && metadata.TryGetValue("nsInstanceId", out var ns) && ns.ValueKind == JsonValueKind.String
            ? $"{tenant.Value}/{ns.GetString()}"
            : tenant.Value;
}
