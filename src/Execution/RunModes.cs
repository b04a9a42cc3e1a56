namespace NfvOrchestrator.Execution;

/// <summary>What a run of an operation is to do.</summary>
public static class RunModes
{
    /// <summary>First run: plan, have it granted, run it.</summary>
    public const string Execute = "execute";

    /// <summary>Plan again from what is there now to the same target.</summary>
    public const string Retry = "retry";

    /// <summary>Plan from what is there now to the state before the operation.</summary>
    public const string Rollback = "rollback";
}
