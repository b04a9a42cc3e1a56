namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>A registered VNFM as it is shown.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Registration">What was registered, without secrets.</param>
/// <param name="ClientId">The client with which it logs in here; null: it has none yet.</param>
/// <param name="RegisteredAt">When it was registered.</param>
/// <param name="Health">Whether it answers.</param>
public sealed record VnfmView(string Id, VnfmRegistration Registration, string? ClientId, DateTimeOffset RegisteredAt, VnfmHealth Health);
