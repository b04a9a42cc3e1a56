namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>When a VIM was last asked for its capacity.</summary>
/// <param name="VimId">The VIM account.</param>
/// <param name="At">When.</param>
public sealed record VimReading(string VimId, DateTimeOffset At);
