namespace NfvOrchestrator.Conformance;

/// <summary>How an operation is called rightly.</summary>
/// <param name="Body">A valid JSON body; null: none, or one that is not JSON.</param>
/// <param name="ContentType">Media type of a body that is not JSON.</param>
/// <param name="SucceedAsync">Sets the stage and calls it so that it succeeds.</param>
public sealed record OperationCase(string? Body, string? ContentType, Func<ConformanceLab, string, Task<Answer>> SucceedAsync)
{
    /// <summary>An operation without a body.</summary>
    public OperationCase(Func<ConformanceLab, string, Task<Answer>> succeed)
        : this(null, null, succeed)
    {
    }

    /// <summary>An operation with a JSON body.</summary>
    public OperationCase(string body, Func<ConformanceLab, string, Task<Answer>> succeed)
        : this(body, null, succeed)
    {
    }

    /// <summary>Whether it takes a body.</summary>
    public bool HasBody => Body is not null || ContentType is not null;
}
