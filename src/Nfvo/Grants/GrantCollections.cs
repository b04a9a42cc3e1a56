using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Nfvo.Grants.Pending;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>What granting stores.</summary>
public static class GrantCollections
{
    /// <summary>Grants by operation occurrence.</summary>
    public static readonly DocumentCollection<GrantRecord> Grants = new()
    {
        Name = "grants",
        TypeInfo = GrantStoreJson.Default.GrantRecord,
        IndexedFields = ["concluded"],
    };

    /// <summary>Grant requests that are being decided, or were refused, after they were answered 202.</summary>
    public static readonly DocumentCollection<PendingGrant> Pending = new()
    {
        Name = "grant_requests",
        TypeInfo = GrantStoreJson.Default.PendingGrant,
    };

    /// <summary>What each VNF instance holds.</summary>
    public static readonly DocumentCollection<Reservation> Reservations = new()
    {
        Name = "reservations",
        TypeInfo = LedgerJson.Default.Reservation,
    };

    /// <summary>The ledger of the installation, a document for each zone, quota and VIM.</summary>
    public static readonly DocumentCollection<LedgerPage> Ledgers = new()
    {
        Name = "capacity_pages",
        TypeInfo = GrantStoreJson.Default.LedgerPage,
    };
}
