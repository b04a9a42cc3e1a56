using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>A collection whose document ids are operation ids, or begin with one and a colon.</summary>
/// <typeparam name="T">The document type.</typeparam>
public sealed class OperationData<T>(DocumentCollection<T> collection) : IOperationData
{
    /// <inheritdoc/>
    public Task<int> SweepAsync(IDocumentStore store, DateTimeOffset acceptedBefore, Func<TenantId, string, Task<bool>> isOver, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isOver);
        // The rows of an operation lie side by side: its record is read once.
        (TenantId Tenant, string Operation, bool IsOver) last = default;
        return AgedDocuments.SweepAsync(store, collection, acceptedBefore, async document =>
        {
            var colon = document.Id.IndexOf(':', StringComparison.Ordinal);
            var operation = colon < 0 ? document.Id : document.Id[..colon];
            if (last.Operation != operation || last.Tenant != document.Tenant)
            {
                last = (document.Tenant, operation, await isOver(document.Tenant, operation));
            }
            return last.IsOver;
        }, cancellationToken);
    }
}
