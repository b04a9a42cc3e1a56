namespace NfvOrchestrator.Execution;

/// <summary>Where a lifecycle operation stands, for VNFs (SOL003 §5.6.2.2) and network services (SOL005 §6.6.2.2) alike.</summary>
public enum OperationPhase
{
    /// <summary>Accepted, being planned and granted.</summary>
    Starting,

    /// <summary>The plan is being run.</summary>
    Processing,

    /// <summary>The target was reached.</summary>
    Completed,

    /// <summary>Stopped on an error; may be retried, rolled back or failed.</summary>
    FailedTemp,

    /// <summary>Given up.</summary>
    Failed,

    /// <summary>The way back to the state before is being run.</summary>
    RollingBack,

    /// <summary>The state before was restored (or never left).</summary>
    RolledBack,
}
