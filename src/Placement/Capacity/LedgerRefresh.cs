namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Merges a new capacity snapshot into a ledger, keeping the promises.</summary>
internal static class LedgerRefresh
{
    public static ZoneLedger Apply(ZoneLedger ledger, CapacityModel capacity)
    {
        var before = ledger.Zones.ToDictionary(z => (z.VimId, z.ZoneId));
        var zones = new List<ZoneCounters>();
        foreach (var vim in capacity.Vims)
        {
            foreach (var zone in vim.Zones)
            {
                before.Remove((vim.VimId, zone.ZoneId), out var old);
                zones.Add(new ZoneCounters
                {
                    VimId = vim.VimId,
                    NfviPopId = vim.NfviPopId ?? vim.VimId,
                    ZoneId = zone.ZoneId,
                    ZoneGroups = zone.ZoneGroups,
                    Accepting = zone.Accepting,
                    Counters = (old?.Counters ?? new ResourceCounters { Total = default }).Refresh(zone.Total, zone.Used),
                    Hosts = Hosts(old?.Hosts ?? [], zone.Hosts),
                });
            }
        }
        zones.AddRange(before.Values.Where(z => z.Counters.Reserved != default)
            .Select(z => z with { Accepting = false, Counters = z.Counters with { Total = default, External = default } }));

        var oldQuotas = ledger.Quotas.ToDictionary(q => (q.VimId, q.Tenant));
        var quotas = new List<QuotaCounters>();
        foreach (var vim in capacity.Vims)
        {
            foreach (var quota in vim.Quotas)
            {
                oldQuotas.Remove((vim.VimId, quota.Tenant), out var old);
                quotas.Add(new QuotaCounters
                {
                    VimId = vim.VimId,
                    Tenant = quota.Tenant,
                    Counters = (old?.Counters ?? new ResourceCounters { Total = default }).Refresh(quota.Limit, quota.Used),
                });
            }
        }
        // a quota that is gone sets no limit, but keeps count while something is held, in case it comes back
        quotas.AddRange(oldQuotas.Values.Where(q => q.Counters.Reserved != default)
            .Select(q => q with { Counters = q.Counters with { Total = ResourceAmounts.NoLimit, External = default } }));

        return ledger with
        {
            Version = ledger.Version + 1,
            Zones = [.. zones.OrderBy(z => z.VimId, StringComparer.Ordinal).ThenBy(z => z.ZoneId, StringComparer.Ordinal)],
            Quotas = [.. quotas.OrderBy(q => q.VimId, StringComparer.Ordinal).ThenBy(q => q.Tenant, StringComparer.Ordinal)],
            Limits = [.. capacity.Vims.Where(v => v.Limit is not null).Select(v => AccountLimit.Of(v, v.Limit!, zones)).OrderBy(l => l.VimId, StringComparer.Ordinal)],
        };
    }

    private static List<HostCounters> Hosts(IReadOnlyList<HostCounters> before, IReadOnlyList<HostCapacity> now)
    {
        var old = before.ToDictionary(h => h.HostId, StringComparer.Ordinal);
        return now.OrderBy(h => h.HostId, StringComparer.Ordinal).Select(h => new HostCounters
        {
            HostId = h.HostId,
            Up = h.Up,
            Traits = h.Traits,
            Aggregates = h.Aggregates,
            Counters = (old.GetValueOrDefault(h.HostId)?.Counters ?? new ResourceCounters { Total = default }).Refresh(h.Total, h.Used),
        }).ToList();
    }
}
