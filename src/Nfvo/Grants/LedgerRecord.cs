using NfvOrchestrator.Placement.Capacity;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>The capacity ledger of the installation: one document, written with its version, so that parallel grants never promise the same core.</summary>
/// <param name="Ledger">Sums per zone, host and quota.</param>
/// <param name="RefreshedAt">When the NFVI was last asked.</param>
public sealed record LedgerRecord(ZoneLedger Ledger, DateTimeOffset RefreshedAt);
