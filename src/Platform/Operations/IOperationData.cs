using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Documents that are kept for an operation to go on with (journal, plan): worth nothing a while after it is finished.</summary>
public interface IOperationData
{
    /// <summary>Deletes those of operations that were accepted before a time and are over.</summary>
    /// <param name="store">The store.</param>
    /// <param name="acceptedBefore">The time.</param>
    /// <param name="isOver">Whether an operation is finished, or unknown.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> SweepAsync(IDocumentStore store, DateTimeOffset acceptedBefore, Func<TenantId, string, Task<bool>> isOver, CancellationToken cancellationToken);
}
