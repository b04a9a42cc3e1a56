using NfvOrchestrator.Placement.Capacity;

namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>The ledger as one value.</summary>
/// <param name="Capacity">Zones, quotas and limits of accounts.</param>
/// <param name="Readings">When each VIM was last asked.</param>
internal sealed record LedgerState(ZoneLedger Capacity, IReadOnlyList<VimReading> Readings)
{
    /// <summary>Nothing known.</summary>
    public static LedgerState Empty { get; } = new(ZoneLedger.Empty, []);

    /// <summary>Whether a VIM was asked not longer ago than this.</summary>
    public bool IsFresh(string vimId, DateTimeOffset now, TimeSpan age) => Readings.Any(r => r.VimId == vimId && now - r.At <= age);

    /// <summary>The pages of it by id.</summary>
    public Dictionary<string, LedgerPage> Pages()
    {
        var pages = new Dictionary<string, LedgerPage>(StringComparer.Ordinal);
        foreach (var zone in Capacity.Zones)
        {
            pages.Add(LedgerPage.IdOf(zone), new LedgerPage { Zone = zone });
        }
        foreach (var quota in Capacity.Quotas)
        {
            pages.Add(LedgerPage.IdOf(quota), new LedgerPage { Quota = quota });
        }
        foreach (var limit in Capacity.Limits)
        {
            pages.Add(LedgerPage.IdOf(limit), new LedgerPage { Limit = limit });
        }
        foreach (var reading in Readings)
        {
            pages.Add(LedgerPage.IdOf(reading), new LedgerPage { Vim = reading });
        }
        return pages;
    }
}
