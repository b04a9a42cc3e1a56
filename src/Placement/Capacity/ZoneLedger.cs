using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>
/// What is promised of all zones, hosts, quotas and accounts: an immutable value small enough for one document. It holds sums only; who holds what is in the <see cref="Reservation"/>s.
/// Write the changed ledger and the changed reservation in one batch, each with the version that was read, and two grants can never promise the same core.
/// </summary>
public sealed record ZoneLedger
{
    private const int MaxAwaited = 16;

    /// <summary>Nothing known.</summary>
    [JsonIgnore]
    public static ZoneLedger Empty { get; } = new() { Zones = [], Quotas = [] };

    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>The zones, ascending by VIM and zone.</summary>
    public required IReadOnlyList<ZoneCounters> Zones { get; init; }

    /// <summary>The quotas.</summary>
    public required IReadOnlyList<QuotaCounters> Quotas { get; init; }

    /// <summary>Limits of VIM accounts as wholes, ascending by VIM; accounts without one are not listed.</summary>
    public IReadOnlyList<AccountLimit> Limits { get; init; } = [];

    /// <summary>A ledger without promises.</summary>
    public static ZoneLedger From(CapacityModel capacity) => Empty.Refresh(capacity);

    /// <summary>A ledger with the promises of these reservations, for example to check the stored sums against their parts.</summary>
    public static ZoneLedger From(CapacityModel capacity, IEnumerable<Reservation> reservations)
    {
        var held = reservations.ToList();
        return held.Aggregate(From(capacity), (ledger, r) => ledger.Account(r)).Refresh(capacity);
    }

    /// <summary>
    /// Takes over a new snapshot. Reported use minus what of ours exists there is other people's use. Resources that were created but not yet
    /// <see cref="Confirm"/>ed count twice for that moment, which errs on the safe side; call <see cref="Unconfirm"/> before deleting resources for the same reason.
    /// A zone that vanished stays, closed, while something is promised in it.
    /// </summary>
    public ZoneLedger Refresh(CapacityModel capacity) => LedgerRefresh.Apply(this, capacity);

    /// <summary><see cref="Refresh"/> of one VIM; zones of others and all quotas stay as they are.</summary>
    public ZoneLedger RefreshVim(VimCapacity vim)
    {
        var its = LedgerRefresh.Apply(this with { Zones = [.. Zones.Where(z => z.VimId == vim.VimId)], Quotas = [], Limits = [] }, new CapacityModel { Vims = [vim with { Quotas = [] }] });
        return Merge([.. Zones.Where(z => z.VimId != vim.VimId), .. its.Zones], Quotas, [.. Limits.Where(l => l.VimId != vim.VimId), .. its.Limits]);
    }

    /// <summary>Counts the promises in one VIM anew from what is held (the sums were lost, or never made).</summary>
    /// <param name="vim">The VIM as it reports itself.</param>
    /// <param name="held">The reservations; lines in other VIMs are left aside.</param>
    public ZoneLedger Recount(VimCapacity vim, IEnumerable<Reservation> held)
    {
        var there = held.Select(r =>
        {
            var lines = r.Lines.Where(l => l.VimId == vim.VimId).ToList();
            var keys = lines.Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
            return r with { Lines = lines, ConfirmedKeys = [.. r.ConfirmedKeys.Where(keys.Contains)] };
        }).Where(r => r.Lines.Count > 0).ToList();
        var limits = Quotas.Where(q => q.VimId == vim.VimId).ToDictionary(q => q.Tenant, StringComparer.Ordinal);
        var tenants = there.Select(r => r.Tenant).Concat(limits.Keys).Distinct(StringComparer.Ordinal)
            .Select(t => new TenantQuota { Tenant = t, Limit = limits.GetValueOrDefault(t)?.Counters.Total ?? ResourceAmounts.NoLimit, Used = default });
        var its = From(new CapacityModel { Vims = [vim with { Quotas = [.. tenants] }] }, there);
        return Merge(
            [.. Zones.Where(z => z.VimId != vim.VimId), .. its.Zones],
            [.. Quotas.Where(q => q.VimId != vim.VimId), .. its.Quotas.Select(q => q with { IsFixed = limits.GetValueOrDefault(q.Tenant)?.IsFixed ?? false, Awaited = limits.GetValueOrDefault(q.Tenant)?.Awaited })],
            [.. Limits.Where(l => l.VimId != vim.VimId), .. its.Limits]);
    }

    /// <summary>Sets what a tenant may have in a VIM. A tenant's use is counted from the first time its quota is set, limited or not: set it before anything is reserved.</summary>
    /// <param name="vimId">The VIM.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="limit">Most it may have; <see cref="ResourceAmounts.Unlimited"/> where there is no limit. It may be below what is in use: then nothing more is promised.</param>
    /// <param name="isFixed">See <see cref="QuotaCounters.IsFixed"/>.</param>
    public ZoneLedger WithQuota(string vimId, string tenant, ResourceAmounts limit, bool isFixed)
    {
        var known = FindQuota(vimId, tenant);
        if (known is not null && known.Counters.Total == limit && known.IsFixed == isFixed)
        {
            return this;
        }
        var quota = known is null
            ? new QuotaCounters { VimId = vimId, Tenant = tenant, IsFixed = isFixed, Counters = new ResourceCounters { Total = limit } }
            : known with { IsFixed = isFixed, Counters = known.Counters with { Total = limit } };
        return Merge(Zones, [.. Quotas.Where(q => !ReferenceEquals(q, known)), quota], Limits);
    }

    /// <summary>Remembers what a request needed that a quota was too small for; unknown quotas and amounts that are remembered already change nothing.</summary>
    public ZoneLedger WithAwaited(string vimId, string tenant, ResourceAmounts needed)
    {
        if (FindQuota(vimId, tenant) is not { } quota || quota.Awaited?.Contains(needed) == true)
        {
            return this;
        }
        // Who waits longest is likely to have given up.
        IReadOnlyList<ResourceAmounts> awaited = [.. (quota.Awaited ?? []).TakeLast(MaxAwaited - 1), needed];
        return this with { Version = Version + 1, Quotas = [.. Quotas.Select(q => ReferenceEquals(q, quota) ? q with { Awaited = awaited } : q)] };
    }

    /// <summary>The quotas that have room now for what was awaited of them; it is not awaited any more.</summary>
    public (ZoneLedger Ledger, IReadOnlyList<AvailableQuota> Available) TakeAvailable()
    {
        List<AvailableQuota>? available = null;
        QuotaCounters[]? quotas = null;
        for (var i = 0; i < Quotas.Count; i++)
        {
            var quota = Quotas[i];
            if (quota.Awaited?.Where(a => a.FitsIn(quota.Counters.Free)).ToList() is not { Count: > 0 } fitting)
            {
                continue;
            }
            List<ResourceAmounts> rest = [.. quota.Awaited.Except(fitting)];
            (quotas ??= [.. Quotas])[i] = quota with { Awaited = rest.Count == 0 ? null : rest };
            (available ??= []).Add(new AvailableQuota(quota.VimId, quota.Tenant, [.. ResourceAmounts.Dimensions.Where(d => quota.Counters.Total[d] != ResourceAmounts.Unlimited && fitting.Exists(a => a[d] > 0))]));
        }
        return quotas is null ? (this, []) : (this with { Version = Version + 1, Quotas = quotas }, available!);
    }

    /// <summary>Promises places to an owner; all or nothing.</summary>
    /// <param name="ownerId">The VNF instance.</param>
    /// <param name="tenant">Whose quota it counts against.</param>
    /// <param name="lines">What and where, usually from <see cref="Placer"/>.</param>
    /// <param name="expiresAt">When it lapses unless confirmed; null: never.</param>
    /// <param name="existing">What the owner already holds; the new lines are added to it (scaling).</param>
    public ReserveResult TryReserve(string ownerId, string tenant, IReadOnlyList<ReservationLine> lines, DateTimeOffset? expiresAt = null, Reservation? existing = null)
    {
        var keys = (existing?.Lines ?? []).Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!line.Amounts.IsNotNegative || !keys.Add(line.Key))
            {
                throw new ArgumentException($"Line {line.Key} of {ownerId} has a negative amount or is there twice.", nameof(lines));
            }
        }
        var shortages = Overdrawn(tenant, lines);
        if (shortages.Count > 0)
        {
            return new ReserveResult { Ledger = this, Shortages = shortages, Message = $"Not enough for {ownerId}: {string.Join("; ", shortages.Take(5))}." };
        }
        return new ReserveResult
        {
            Ledger = Change(tenant, lines, static (c, a) => c.Reserve(a), static (c, a) => c.Reserve(a)),
            Reservation = existing is null
                ? new Reservation { OwnerId = ownerId, Tenant = tenant, Lines = lines, ExpiresAt = expiresAt }
                : existing with { Lines = [.. existing.Lines, .. lines], ExpiresAt = expiresAt },
        };
    }

    /// <summary>Gives back everything a reservation holds.</summary>
    public ZoneLedger Release(Reservation reservation) => Release(reservation, reservation.Lines.Select(l => l.Key).ToList()).Ledger;

    /// <summary>Gives back some lines of a reservation (scaling in); unknown keys are ignored.</summary>
    /// <returns>The new ledger and what is still held.</returns>
    public (ZoneLedger Ledger, Reservation Reservation) Release(Reservation reservation, IReadOnlyCollection<string> keys)
    {
        var gone = keys.ToHashSet(StringComparer.Ordinal);
        var confirmed = reservation.ConfirmedKeys.ToHashSet(StringComparer.Ordinal);
        var lines = reservation.Lines.Where(l => gone.Contains(l.Key)).ToList();
        var ledger = Change(reservation.Tenant, lines.Where(l => confirmed.Contains(l.Key)).ToList(), static (c, a) => c.Release(a, confirmed: true), static (c, a) => c.ReleaseOnHost(a, confirmed: true))
            .Change(reservation.Tenant, lines.Where(l => !confirmed.Contains(l.Key)).ToList(), static (c, a) => c.Release(a, confirmed: false), static (c, a) => c.ReleaseOnHost(a, confirmed: false));
        return (ledger with { Version = Version + 1 }, reservation with
        {
            Lines = reservation.Lines.Where(l => !gone.Contains(l.Key)).ToList(),
            ConfirmedKeys = reservation.ConfirmedKeys.Where(k => !gone.Contains(k)).ToList(),
        });
    }

    /// <summary>Makes lines of a reservation as large as told, where they are; whether they exist does not change. What grows must have been promised before, as a line of its own.</summary>
    public (ZoneLedger Ledger, Reservation Reservation) Resize(Reservation reservation, IReadOnlyDictionary<string, ResourceAmounts> sizes)
    {
        var changed = reservation.Lines.Where(l => sizes.TryGetValue(l.Key, out var size) && size != l.Amounts).Select(l => l with { Amounts = sizes[l.Key] }).ToDictionary(l => l.Key, StringComparer.Ordinal);
        if (changed.Count == 0)
        {
            return (this, reservation);
        }
        var there = changed.Values.Where(l => reservation.ConfirmedKeys.Contains(l.Key, StringComparer.Ordinal)).ToList();
        var ledger = Release(reservation, changed.Keys.ToList()).Ledger
            .Change(reservation.Tenant, [.. changed.Values], static (c, a) => c.Reserve(a), static (c, a) => c.Reserve(a))
            .Change(reservation.Tenant, there, static (c, a) => c.Confirm(a), static (c, a) => c.ConfirmOnHost(a));
        return (ledger, reservation with { Lines = [.. reservation.Lines.Select(l => changed.GetValueOrDefault(l.Key, l))] });
    }

    /// <summary>The resources exist now: the reservation no longer lapses and the VIM's reported use contains it.</summary>
    public (ZoneLedger Ledger, Reservation Reservation) Confirm(Reservation reservation)
    {
        var lines = reservation.Lines.Where(l => !reservation.ConfirmedKeys.Contains(l.Key, StringComparer.Ordinal)).ToList();
        return (Change(reservation.Tenant, lines, static (c, a) => c.Confirm(a), static (c, a) => c.ConfirmOnHost(a)), reservation with { ExpiresAt = null, ConfirmedKeys = reservation.Lines.Select(l => l.Key).ToList() });
    }

    /// <summary>The resources are about to be deleted: what the VIM reports may stop containing them at any time. They stay reserved until <see cref="Release(Reservation)"/>.</summary>
    public (ZoneLedger Ledger, Reservation Reservation) Unconfirm(Reservation reservation)
    {
        var lines = reservation.Lines.Where(l => reservation.ConfirmedKeys.Contains(l.Key, StringComparer.Ordinal)).ToList();
        return (Change(reservation.Tenant, lines, static (c, a) => c.Unconfirm(a), static (c, a) => c.UnconfirmOnHost(a)), reservation with { ConfirmedKeys = [] });
    }

    /// <summary>Gives back the reservations that have lapsed.</summary>
    /// <returns>The new ledger and the reservations whose documents are to be deleted.</returns>
    public (ZoneLedger Ledger, IReadOnlyList<Reservation> Expired) Expire(IEnumerable<Reservation> reservations, DateTimeOffset now)
    {
        var expired = reservations.Where(r => r.ExpiresAt <= now).ToList();
        return (expired.Aggregate(this, (ledger, r) => ledger.Release(r)), expired);
    }

    /// <summary>The zone; null when unknown.</summary>
    public ZoneCounters? FindZone(string vimId, string zoneId) => Zones.FirstOrDefault(z => z.VimId == vimId && z.ZoneId == zoneId);

    /// <summary>What a tenant may still have in a VIM.</summary>
    public ResourceAmounts QuotaLeft(string vimId, string tenant) => FindQuota(vimId, tenant)?.Counters.Free ?? ResourceAmounts.NoLimit;

    /// <summary>A tenant's quota in a VIM; null when it was never set.</summary>
    public QuotaCounters? FindQuota(string vimId, string tenant) => Quotas.FirstOrDefault(q => q.VimId == vimId && q.Tenant == tenant);

    /// <summary>What an account as a whole may still hold; see <see cref="AccountLimit.Counted"/>.</summary>
    internal ResourceAmounts AccountLeft(string vimId) => Limits.FirstOrDefault(l => l.VimId == vimId)?.Free ?? ResourceAmounts.NoLimit;

    private ZoneLedger Merge(IEnumerable<ZoneCounters> zones, IEnumerable<QuotaCounters> quotas, IEnumerable<AccountLimit> limits) => this with
    {
        Limits = [.. limits.OrderBy(l => l.VimId, StringComparer.Ordinal)],
        Version = Version + 1,
        Zones = [.. zones.OrderBy(z => z.VimId, StringComparer.Ordinal).ThenBy(z => z.ZoneId, StringComparer.Ordinal)],
        Quotas = [.. quotas.OrderBy(q => q.VimId, StringComparer.Ordinal).ThenBy(q => q.Tenant, StringComparer.Ordinal)],
    };

    private ZoneLedger Account(Reservation reservation)
    {
        var ledger = Change(reservation.Tenant, reservation.Lines, static (c, a) => c.Reserve(a), static (c, a) => c.Reserve(a));
        var confirmed = reservation.ConfirmedKeys.ToHashSet(StringComparer.Ordinal);
        return ledger.Change(reservation.Tenant, reservation.Lines.Where(l => confirmed.Contains(l.Key)).ToList(), static (c, a) => c.Confirm(a), static (c, a) => c.ConfirmOnHost(a));
    }

    private ZoneLedger Change(
        string tenant, IReadOnlyList<ReservationLine> lines, Func<ResourceCounters, ResourceAmounts, ResourceCounters> change, Func<ResourceCounters, ResourceAmounts, ResourceCounters> changeHost)
    {
        if (lines.Count == 0)
        {
            return this;
        }
        var zones = Zones.ToArray();
        var quotas = Quotas.ToArray();
        foreach (var inZone in lines.GroupBy(l => (l.VimId, l.ZoneId)))
        {
            var i = Array.FindIndex(zones, z => z.VimId == inZone.Key.VimId && z.ZoneId == inZone.Key.ZoneId);
            if (i < 0)
            {
                continue;
            }
            var byHost = inZone.Where(l => l.HostId is not null).GroupBy(l => l.HostId!, StringComparer.Ordinal).ToDictionary(g => g.Key, Sum, StringComparer.Ordinal);
            zones[i] = zones[i] with
            {
                Counters = change(zones[i].Counters, Sum(inZone)),
                Hosts = byHost.Count == 0 ? zones[i].Hosts
                    : zones[i].Hosts.Select(h => byHost.TryGetValue(h.HostId, out var a) ? h with { Counters = changeHost(h.Counters, a) } : h).ToList(),
            };
        }
        foreach (var inVim in lines.GroupBy(l => l.VimId, StringComparer.Ordinal))
        {
            var i = Array.FindIndex(quotas, q => q.VimId == inVim.Key && q.Tenant == tenant);
            if (i >= 0)
            {
                quotas[i] = quotas[i] with { Counters = change(quotas[i].Counters, Sum(inVim)) };
            }
        }
        return this with
        {
            Version = Version + 1,
            Zones = zones,
            Quotas = quotas,
            Limits = Limits.Count == 0 ? Limits : [.. Limits.Select(l => lines.Any(line => line.VimId == l.VimId) ? l.With(zones) : l)],
        };
    }

    private List<Shortage> Overdrawn(string tenant, IReadOnlyList<ReservationLine> lines)
    {
        var shortages = new List<Shortage>();
        foreach (var inZone in lines.GroupBy(l => (l.VimId, l.ZoneId)))
        {
            var zone = FindZone(inZone.Key.VimId, inZone.Key.ZoneId);
            var free = zone is { Accepting: true } ? zone.Counters.Free : default;
            shortages.AddRange(Short(Sum(inZone), free, inZone.Key.VimId, inZone.Key.ZoneId, null));
            foreach (var onHost in inZone.Where(l => l.HostId is not null).GroupBy(l => l.HostId!, StringComparer.Ordinal))
            {
                var host = zone?.Hosts.FirstOrDefault(h => h.HostId == onHost.Key);
                shortages.AddRange(Short(Sum(onHost), host is { Up: true } ? host.Counters.Free : default, inZone.Key.VimId, inZone.Key.ZoneId, onHost.Key));
            }
        }
        foreach (var inVim in lines.GroupBy(l => l.VimId, StringComparer.Ordinal))
        {
            shortages.AddRange(Short(Sum(inVim), QuotaLeft(inVim.Key, tenant), inVim.Key, null, null));
            shortages.AddRange(Short(AccountLimit.Counted(Sum(inVim)), AccountLeft(inVim.Key), inVim.Key, null, null).Select(static s => s with { IsOfAccount = true }));
        }
        return shortages;
    }

    internal static IEnumerable<Shortage> Short(ResourceAmounts needed, ResourceAmounts left, string vimId, string? zoneId, string? hostId)
        => needed.ShortIn(left).Select(d => new Shortage { VimId = vimId, ZoneId = zoneId, HostId = hostId, Dimension = d, Needed = needed[d], Available = left[d] });

    private static ResourceAmounts Sum(IEnumerable<ReservationLine> lines) => lines.Aggregate(default(ResourceAmounts), (sum, l) => sum + l.Amounts);
}
