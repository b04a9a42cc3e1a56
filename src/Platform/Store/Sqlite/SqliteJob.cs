namespace NfvOrchestrator.Platform.Store.Sqlite;

/// <summary>Something the single writer does inside a shared transaction.</summary>
internal abstract class SqliteJob
{
    /// <summary>Does it; false when it was refused and what it wrote is to be undone.</summary>
    public abstract bool Run(SqliteStatements db);

    /// <summary>Whether a refusal or exception may leave something behind that only a savepoint can undo.</summary>
    public required bool NeedsSavepoint { get; init; }

    /// <summary>Approximate size, so that a transaction stays bounded.</summary>
    public required int Bytes { get; init; }

    /// <summary>The failure of this job alone, told after the group was committed without it.</summary>
    public Exception? OwnFailure { get; set; }

    /// <summary>The group is durable: tell the caller.</summary>
    public abstract void Done();

    /// <summary>Tell the caller that it failed.</summary>
    public abstract void Failed(Exception exception);
}

/// <summary>A job with a result.</summary>
internal sealed class SqliteJob<T>(Func<SqliteStatements, (bool Keep, T Result)> work) : SqliteJob
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Completion => completion.Task;

    public override bool Run(SqliteStatements db)
    {
        (var keep, result) = work(db);
        return keep;
    }

    public override void Done()
    {
        if (OwnFailure is { } failure)
        {
            completion.TrySetException(failure);
        }
        else
        {
            completion.TrySetResult(result!);
        }
    }

    public override void Failed(Exception exception) => completion.TrySetException(exception);
}
