namespace NfvOrchestrator.Placement.Capacity;

/// <summary>Where something is, at every scope.</summary>
internal sealed record Location(string VimId, string NfviPopId, string ZoneId, IReadOnlyList<string> ZoneGroups, string? HostId)
{
    public static Location Of(ZoneCounters zone, string? hostId) => new(zone.VimId, zone.NfviPopId, zone.ZoneId, zone.ZoneGroups, hostId);

    /// <summary>Whether both are in one place; null when that cannot be known because a host is not shown.</summary>
    public bool? Shares(Location other, AffinityScope scope) => scope switch
    {
        AffinityScope.Vim => VimId == other.VimId,
        AffinityScope.NfviPop => NfviPopId == other.NfviPopId,
        AffinityScope.ZoneGroup => SameZone(other) || ZoneGroups.Any(other.ZoneGroups.Contains),
        AffinityScope.Zone => SameZone(other),
        _ when !SameZone(other) => false,
        _ => HostId is null || other.HostId is null ? null : HostId == other.HostId,
    };

    private bool SameZone(Location other) => VimId == other.VimId && ZoneId == other.ZoneId;
}
