using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Execution;

/// <summary>What this room stores.</summary>
public static class ExecutionCollections
{
    /// <summary>Plans by operation id.</summary>
    public static readonly DocumentCollection<PlannedOperation> Plans = new()
    {
        Name = "operation_plans",
        TypeInfo = ExecutionJsonContext.Default.PlannedOperation,
    };
}
