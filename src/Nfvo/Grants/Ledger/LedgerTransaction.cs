using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>What the jobs of one transaction of the ledger share.</summary>
internal sealed class LedgerTransaction(IDocumentStore store, LedgerState state, DateTimeOffset now)
{
    /// <summary>The ledger as the jobs so far have left it.</summary>
    public LedgerState State { get; set; } = state;

    /// <summary>When.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Grants by operation occurrence.</summary>
    public Overlay<GrantRecord> Grants { get; } = new(store, GrantCollections.Grants);

    /// <summary>What each VNF instance holds.</summary>
    public Overlay<Reservation> Reservations { get; } = new(store, GrantCollections.Reservations);

    /// <summary>Quotas that were set.</summary>
    public List<AvailableQuota> QuotasSet { get; } = [];

    /// <summary>Writes besides.</summary>
    public WriteBatch Also { get; } = new();

    /// <summary>Sets zones and quotas.</summary>
    public void Set(ZoneLedger capacity) => State = State with { Capacity = capacity };
}
