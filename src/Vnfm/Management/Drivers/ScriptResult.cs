namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>What became of a script.</summary>
/// <param name="ExitCode">0: it succeeded.</param>
/// <param name="Output">The end of what it wrote.</param>
internal sealed record ScriptResult(int ExitCode, string Output);
