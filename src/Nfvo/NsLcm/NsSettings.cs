namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>What decides the target state of a network service.</summary>
/// <param name="FlavourId">Deployment flavour.</param>
/// <param name="LevelId">Instantiation level; null: the flavour's default.</param>
public sealed record NsSettings(string FlavourId, string? LevelId);
