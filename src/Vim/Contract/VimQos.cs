namespace NfvOrchestrator.Vim;

/// <summary>A bandwidth policy.</summary>
public sealed record VimQos
{
    /// <summary>Upper limit in bit/s.</summary>
    public long? MaxBitsPerSecond { get; init; }

    /// <summary>Guaranteed rate in bit/s.</summary>
    public long? MinBitsPerSecond { get; init; }

    /// <summary>DSCP mark, 0 to 63.</summary>
    public int? Dscp { get; init; }

    /// <summary>A VIM that cannot do it, or does not let this account, goes without; false: it refuses.</summary>
    public bool BestEffort { get; init; }
}
