namespace NfvOrchestrator.Vim;

/// <summary>A VIM call that failed; thrown by drivers and by <see cref="VimClient"/> alike.</summary>
public sealed class VimException : Exception
{
    /// <summary>A failure with its typed error.</summary>
    public VimException(VimError error, VimResourceKind? kind = null, string? resourceKey = null, Exception? inner = null)
        : base(error.Message, inner)
    {
        Error = error;
        Kind = kind;
        ResourceKey = resourceKey;
    }

    /// <summary>A failure by its parts.</summary>
    public VimException(VimErrorCause cause, string message, bool retryable = false, VimResourceKind? kind = null, string? resourceKey = null, Exception? inner = null)
        : this(new VimError { Cause = cause, Message = message, Retryable = retryable }, kind, resourceKey, inner)
    {
    }

    /// <summary>The typed error.</summary>
    public VimError Error { get; }

    /// <summary>What software decides by.</summary>
    public VimErrorCause Cause => Error.Cause;

    /// <summary>Whether the same call may succeed later.</summary>
    public bool Retryable => Error.Retryable;

    /// <summary>
    /// How long <see cref="VimClient"/> had repeated the call, or waited for the resource, when it gave up; null: the VIM answered no. Whoever gets this need not try again at once, because that is what was done.
    /// </summary>
    public TimeSpan? WaitedFor { get; init; }

    /// <summary>Kind of the resource, when the call was about one.</summary>
    public VimResourceKind? Kind { get; }

    /// <summary>Key of the resource, when the call was about one.</summary>
    public string? ResourceKey { get; }
}
