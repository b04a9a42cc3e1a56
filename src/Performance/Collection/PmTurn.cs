using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>The end of one period of a PM job or threshold: what it leads to, in one commit with the fence of the item, so that a period ends once.</summary>
internal sealed class PmTurn(IDocumentStore store, JobTurn jobs, ThresholdTurn thresholds)
{
    private const int MaxAttempts = 5;

    /// <summary>Works on the period that is due, and hands the item back for the next one.</summary>
    public async Task RunAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var (kind, id) = (claim.Item.Id.Split('/')[0], claim.Item.Id.Split('/')[1]);
        for (var attempt = 1; ; attempt++)
        {
            var batch = await (kind == "job" ? jobs.DraftAsync(claim, id, cancellationToken) : thresholds.DraftAsync(claim, id, cancellationToken));
            var result = await store.CommitAsync(batch, cancellationToken);
            if (result.Ok)
            {
                return;
            }
            if (result.Conflict!.Kind == StoreConflictKind.LeaseLost || attempt == MaxAttempts)
            {
                result.ThrowIfConflict();
            }
            // The job or threshold was modified or deleted at the same moment: once more with what it is now.
        }
    }
}
