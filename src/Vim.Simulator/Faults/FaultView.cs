namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A rule and how often it was played.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Matched">Calls it applied to.</param>
/// <param name="Played">Times it was played.</param>
public sealed record FaultView(FaultRule Rule, int Matched, int Played);
