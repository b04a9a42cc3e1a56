namespace NfvOrchestrator.Vim;

/// <summary>A failure as an adapter tells it.</summary>
public sealed record VimError
{
    /// <summary>What software decides by.</summary>
    public required VimErrorCause Cause { get; init; }

    /// <summary>For a person: what failed, on what, why, what to do. The VIM's own words are kept in it.</summary>
    public required string Message { get; init; }

    /// <summary>The VIM's identifier of the request, to look it up in its logs.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the same call may succeed later without anybody changing anything.</summary>
    public bool Retryable { get; init; }
}
