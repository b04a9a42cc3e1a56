namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>A batch that waits for its commit.</summary>
internal sealed class PostgresPending(WriteBatch batch, int bytes)
{
    private readonly TaskCompletionSource<StoreConflict?> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteBatch Batch => batch;

    public int Bytes => bytes;

    public Task<StoreConflict?> Completion => completion.Task;

    public void Done(StoreConflict? conflict) => completion.TrySetResult(conflict);

    public void Failed(Exception exception) => completion.TrySetException(exception);
}
