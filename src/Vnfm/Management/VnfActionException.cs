namespace NfvOrchestrator.Vnfm.Management;

/// <summary>An action of an operation failed; doing it again at once would fail again. The operation stops and says so.</summary>
internal sealed class VnfActionException : Exception
{
    public VnfActionException()
    {
    }

    public VnfActionException(string message)
        : base(message)
    {
    }

    public VnfActionException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Exit code of a script.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The end of what the script wrote.</summary>
    public string? Output { get; init; }
}
