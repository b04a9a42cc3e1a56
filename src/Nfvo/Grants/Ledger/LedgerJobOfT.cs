namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>A job with a result.</summary>
internal abstract class LedgerJob<T>(CancellationToken wanted) : LedgerJob
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    /// <inheritdoc/>
    public sealed override bool IsWanted => !wanted.IsCancellationRequested;

    /// <inheritdoc/>
    public sealed override Task Completion => completion.Task;

    /// <summary>The result.</summary>
    public Task<T> Result => completion.Task;

    /// <inheritdoc/>
    public sealed override void Apply(LedgerTransaction transaction) => result = Run(transaction);

    /// <inheritdoc/>
    public sealed override void Done() => completion.TrySetResult(result!);

    /// <inheritdoc/>
    public sealed override void Fail(Exception reason) => completion.TrySetException(reason);

    /// <summary>Changes the transaction and gives the result, or throws and changes nothing.</summary>
    protected abstract T Run(LedgerTransaction transaction);
}
