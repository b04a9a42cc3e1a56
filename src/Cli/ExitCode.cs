namespace NfvOrchestrator.Cli;

/// <summary>Exit codes of every command.</summary>
internal static class ExitCode
{
    /// <summary>Done, nothing that blocks.</summary>
    public const int Ok = 0;

    /// <summary>The package has errors.</summary>
    public const int Findings = 1;

    /// <summary>Wrong use, or something that cannot be read or written.</summary>
    public const int Usage = 2;
}
