using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>What the engine keeps in the store of its service.</summary>
public static class OperationCollections
{
    /// <summary>The queue that workers claim from; the item id is the operation id.</summary>
    public const string Queue = "operations";

    /// <summary>The operations.</summary>
    public static DocumentCollection<OperationRecord> Operations { get; } = new()
    {
        Name = "operations",
        TypeInfo = OperationJsonContext.Default.OperationRecord,
    };

    /// <summary>Which operation holds an instance.</summary>
    public static DocumentCollection<OperationLock> Locks { get; } = new()
    {
        Name = IOperationEngine.LockCollectionName,
        TypeInfo = OperationJsonContext.Default.OperationLock,
    };

    /// <summary>Cancel requests on their way to a worker.</summary>
    public static DocumentCollection<OperationCancel> Cancels { get; } = new()
    {
        Name = "operation_cancels",
        TypeInfo = OperationJsonContext.Default.OperationCancel,
    };

    /// <summary>The journal: a row per operation, run and step.</summary>
    public static DocumentCollection<StepRecord> Steps { get; } = new()
    {
        Name = "operation_steps",
        TypeInfo = OperationJsonContext.Default.StepRecord,
    };

    /// <summary>All of them, to be registered with the store.</summary>
    public static IReadOnlyList<IDocumentCollection> All { get; } = [Operations, Locks, Cancels, Steps];
}
