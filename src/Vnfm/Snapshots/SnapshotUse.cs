using System.Text.Json;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>The snapshot a request is about, and who is using it.</summary>
internal static class SnapshotUse
{
    /// <summary>The snapshot that a request names; null when operations of its type name none.</summary>
    /// <exception cref="Execution.LifecycleRejectedException">It names one that is not there.</exception>
    public static async Task<Document<VnfSnapshotRecord>?> FindAsync(IDocumentStore store, TenantId tenant, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        if (operation.Type is not (LcmOperationType.CREATE_SNAPSHOT or LcmOperationType.REVERT_TO_SNAPSHOT))
        {
            return null;
        }
        var id = request.GetProperty("vnfSnapshotInfoId").GetString()!;
        return await store.GetAsync(VnfmCollections.Snapshots, tenant, id, cancellationToken)
            ?? throw Unfit.Request($"There is no VNF snapshot '{id}'. Create the VNF snapshot resource first (POST …/vnf_snapshots).");
    }

    /// <summary>Why the snapshot cannot be used, changed or deleted now; null: it can.</summary>
    public static async Task<SolProblem?> BusyAsync(IDocumentStore store, Document<VnfSnapshotRecord> snapshot, CancellationToken cancellationToken)
    {
        if (snapshot.Value.UsedBy is not { } user
            || await store.GetAsync(VnfmCollections.Occurrences, snapshot.Tenant, user, cancellationToken) is not { } occurrence
            || occurrence.Value.OperationState is LcmOperationStateType.COMPLETED or LcmOperationStateType.FAILED or LcmOperationStateType.ROLLED_BACK)
        {
            return null;
        }
        return SolProblem.Conflict(
            $"The VNF snapshot '{snapshot.Id}' is in use by the operation '{user}' ({occurrence.Value.Operation}, {occurrence.Value.OperationState}). Wait for its end, or roll it back or fail it when it is FAILED_TEMP.");
    }
}
