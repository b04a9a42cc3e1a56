namespace NfvOrchestrator.Placement.Capacity;

/// <summary>What is left and who is where while a placement is being searched. Changes are taken back when the search backtracks.</summary>
internal sealed class PlacementState
{
    private readonly ResourceAmounts[] zoneFree;
    private readonly ResourceAmounts[][] hostFree;
    private readonly int[][] hostUsers;
    private readonly int[] zoneUsers;
    private readonly Dictionary<string, ResourceAmounts> quotaFree = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceAmounts> accountFree = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<GroupState>> groupsOf = new(StringComparer.Ordinal);

    public PlacementState(ZoneLedger ledger, PlacementRequest request, Func<AffinityGroup, bool> soft)
    {
        Request = request;
        Zones = ledger.Zones;
        zoneFree = Zones.Select(z => z.Counters.Free).ToArray();
        hostFree = Zones.Select(z => z.Hosts.Select(h => h.Counters.Free).ToArray()).ToArray();
        hostUsers = Zones.Select(z => new int[z.Hosts.Count]).ToArray();
        zoneUsers = new int[Zones.Count];
        foreach (var vim in Zones.Select(z => z.VimId).Distinct(StringComparer.Ordinal))
        {
            quotaFree[vim] = ledger.QuotaLeft(vim, request.Tenant);
            accountFree[vim] = ledger.AccountLeft(vim);
        }
        Candidates = Zones.Select((z, i) => z.Hosts.Count == 0
            ? [new Candidate(i, -1, Location.Of(z, null))]
            : z.Hosts.Select((h, j) => new Candidate(i, j, Location.Of(z, h.HostId))).ToArray()).ToArray();
        ZoneCandidates = Zones.Select((z, i) => new Candidate(i, -1, Location.Of(z, null))).ToArray();
        var existing = request.Existing.ToDictionary(l => l.Key, l => ledger.FindZone(l.VimId, l.ZoneId) is { } zone
            ? Location.Of(zone, l.HostId)
            : new Location(l.VimId, l.VimId, l.ZoneId, [], l.HostId), StringComparer.Ordinal);
        foreach (var group in request.Groups)
        {
            var state = new GroupState(group, soft(group));
            Groups.Add(state);
            foreach (var member in group.Members.Distinct(StringComparer.Ordinal))
            {
                if (existing.TryGetValue(member, out var location))
                {
                    state.Placed.Add(location);
                }
                if (!groupsOf.TryGetValue(member, out var list))
                {
                    groupsOf.Add(member, list = []);
                }
                list.Add(state);
            }
        }
    }

    public PlacementRequest Request { get; }

    public IReadOnlyList<ZoneCounters> Zones { get; }

    public List<GroupState> Groups { get; } = [];

    /// <summary>Per zone its hosts, or the zone itself when it shows none.</summary>
    public Candidate[][] Candidates { get; }

    /// <summary>The zones as wholes, for what needs no host.</summary>
    public Candidate[] ZoneCandidates { get; }

    public IReadOnlyList<GroupState> GroupsOf(string key) => groupsOf.TryGetValue(key, out var list) ? list : [];

    public ref readonly ResourceAmounts ZoneFree(int zone) => ref zoneFree[zone];

    public ref readonly ResourceAmounts HostFree(int zone, int host) => ref hostFree[zone][host];

    public ResourceAmounts QuotaFree(string vimId) => quotaFree[vimId];

    public ResourceAmounts AccountFree(string vimId) => accountFree[vimId];

    /// <summary>How many demands of this request are on the host so far.</summary>
    public int HostUsers(int zone, int host) => hostUsers[zone][host];

    /// <summary>How many demands of this request are in the zone so far.</summary>
    public int ZoneUsers(int zone) => zoneUsers[zone];

    public void Take(ResourceDemand demand, Candidate at) => Change(demand, at, 1);

    public void GiveBack(ResourceDemand demand, Candidate at) => Change(demand, at, -1);

    private void Change(ResourceDemand demand, Candidate at, int sign)
    {
        zoneFree[at.Zone] = Less(zoneFree[at.Zone], demand.Amounts, sign);
        zoneUsers[at.Zone] += sign;
        if (at.Host >= 0)
        {
            hostFree[at.Zone][at.Host] = Less(hostFree[at.Zone][at.Host], demand.Amounts, sign);
            hostUsers[at.Zone][at.Host] += sign;
        }
        var vim = at.Location.VimId;
        quotaFree[vim] = Less(quotaFree[vim], demand.Amounts, sign);
        accountFree[vim] = Less(accountFree[vim], AccountLimit.Counted(demand.Amounts), sign);
        foreach (var group in GroupsOf(demand.Key))
        {
            if (sign > 0)
            {
                group.Placed.Add(at.Location);
            }
            else
            {
                group.Placed.RemoveAt(group.Placed.Count - 1);
            }
        }
    }

    private static ResourceAmounts Less(ResourceAmounts free, ResourceAmounts amounts, int sign) => sign > 0 ? free - amounts : free + amounts;
}
