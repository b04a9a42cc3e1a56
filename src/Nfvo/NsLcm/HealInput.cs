namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>Why a service heals itself.</summary>
/// <param name="Cause">What was seen, for people.</param>
public sealed record HealInput(string Cause);
