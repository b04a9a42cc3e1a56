namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>What the NFVO keeps with a plan.</summary>
/// <param name="Settings">The settings that count once the operation is completed; null: the service is terminated.</param>
public sealed record NsPlanData(NsSettings? Settings);
