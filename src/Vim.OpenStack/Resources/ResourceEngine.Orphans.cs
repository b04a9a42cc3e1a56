using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Removing what no record names.</summary>
internal sealed partial class ResourceEngine
{
    /// <summary>
    /// Removes something that no record named when it was listed; null: by now a record does. Nobody makes or adopts it meanwhile: in this process because of the lock, in others because its key is taken by
    /// a record that is being deleted.
    /// </summary>
    public async Task<Orphan?> RemoveUnrecordedAsync(OsAccount account, TenantId tenant, OrphanCandidate found, CancellationToken cancellationToken)
    {
        using var held = await locks.EnterAsync(LockOf(tenant, account, found.Kind, found.Key), cancellationToken);
        if (await records.GetAsync(tenant, account.Id, found.Kind, found.Key, cancellationToken) is { } read)
        {
            return found.BelongsTo(read.Value) ? null : found.ToOrphan(await FailureOfAsync(() => found.RemoveAsync(account, read.Value, CancellationToken.None)));
        }
        // The identifier stays unknown: whoever carries this on after a crash looks for the mark.
        var wanted = New(account, tenant, found.Kind, found.Key, found.Spec) with { Phase = RecordPhase.DELETING, State = VimResourceState.DELETING, PartId = PortHandler.UnknownParts(found.Kind) };
        if (await records.InsertAsync(wanted, CancellationToken.None) is not { } taken)
        {
            return null; // another process makes it at this moment, and adopts what there is
        }
        var failure = await FailureOfAsync(() => found.Part is null ? DeletingAsync(account, taken) : found.RemoveAsync(account, wanted, CancellationToken.None));
        if (failure is not null || found.Part is not null)
        {
            await records.DeleteAsync(taken, CancellationToken.None); // an orphan as before, or gone at once
        }
        return found.ToOrphan(failure);
    }

    private static async Task<string?> FailureOfAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (VimException failure)
        {
            return failure.Message;
        }
    }
}
