namespace NfvOrchestrator.Platform.Operations;

/// <summary>Runs operations of one kind. Registered once per service; called by whichever process claimed the operation.</summary>
public interface IOperationHandler
{
    /// <summary>The <see cref="OperationSubmission.Kind"/> it serves.</summary>
    string Kind { get; }

    /// <summary>
    /// Runs, or resumes after a crash, an operation to its end by calling <see cref="IOperationContext.FinishAsync"/> or <see cref="IOperationContext.ParkAsync"/>.
    /// Must be prepared to be called again from the start with the journal of what already happened. An exception that escapes is logged and the
    /// operation is tried again with back-off; the instance stays locked, nothing is lost.
    /// </summary>
    /// <param name="context">The operation, its journal and its fenced writes.</param>
    /// <param name="cancellationToken">Cancelled when the lease is lost or the process shuts down: stop without writing; another process goes on.</param>
    Task RunAsync(IOperationContext context, CancellationToken cancellationToken);
}
