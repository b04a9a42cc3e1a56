using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>What was placed, in the words of SOL003 §9.5.2.3. Pure.</summary>
internal static class GrantAnswer
{
    /// <summary>VIM connections of this type speak the VIM contract of this house.</summary>
    public const string VimType = "NFVORCHESTRATOR.VIM.V_1";

    /// <summary>The grant.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="lines">What the VNF instance holds now.</param>
    /// <param name="links">Links of the grant.</param>
    /// <param name="defaultVim">The VIM account of a VNF that holds nothing anywhere.</param>
    /// <param name="capacity">The zones as they are known.</param>
    public static Grant Of(GrantRequest request, IReadOnlyList<ReservationLine> lines, GrantLinks links, string defaultVim, ZoneLedger capacity)
    {
        var byKey = lines.DistinctBy(l => l.Key).ToDictionary(l => l.Key, StringComparer.Ordinal);
        // All of a VNF is in one VIM, also what takes no capacity (ports, networks).
        var home = lines.Select(l => l.VimId).LastOrDefault() ?? defaultVim;
        ReservationLine? Line(ResourceDefinition definition) => byKey.GetValueOrDefault(GrantDemands.LineKey(request.VnfLcmOpOccId, definition.Id));
        var zones = (request.AddResources ?? []).Select(Line).OfType<ReservationLine>()
            .Select(l => new ZoneInfo { Id = l.ZoneId, ZoneId = l.ZoneId, VimConnectionId = l.VimId }).DistinctBy(z => z.Id).ToList();
        return new Grant
        {
            Id = request.VnfLcmOpOccId,
            VnfInstanceId = request.VnfInstanceId,
            VnfLcmOpOccId = request.VnfLcmOpOccId,
            Zones = zones.Count == 0 ? null : zones,
            ZoneGroups = Groups(request, zones, capacity),
            VimConnectionInfo = new Dictionary<string, VimConnectionInfo>(StringComparer.Ordinal) { [home] = new VimConnectionInfo { VimId = home, VimType = VimType } },
            AddResources = Infos(request.AddResources, placed: true),
            TempResources = Infos(request.TempResources),
            RemoveResources = Infos(request.RemoveResources),
            UpdateResources = Infos(request.UpdateResources),
            Links = links,
        };

        // Zones are decided for what is made; what is there stays where it is.
        List<GrantInfo>? Infos(IReadOnlyList<ResourceDefinition>? definitions, bool placed = false) => definitions is null
            ? null
            : [.. definitions.Select(d => new GrantInfo
            {
                ResourceDefinitionId = d.Id,
                VimConnectionId = Line(d)?.VimId ?? home,
                ZoneId = placed && d.Type == ResourceDefinitionType.COMPUTE ? Line(d)?.ZoneId : null,
            })];
    }

    /// <summary>The groups that the zones are of, when the request constrains groups (SOL003 §9.5.2.3 zoneGroups); zones that are in no group are one each.</summary>
    private static List<ZoneGroupInfo>? Groups(GrantRequest request, List<ZoneInfo> zones, ZoneLedger capacity)
    {
        if (zones.Count == 0 || request.PlacementConstraints?.Any(c => c.Scope == PlacementScope.ZONE_GROUP) != true)
        {
            return null;
        }
        var grouped = zones.Select(z => (z.Id, Groups: capacity.FindZone(z.VimConnectionId!, z.ZoneId)?.ZoneGroups ?? [])).ToList();
        return
        [
            .. grouped.SelectMany(z => z.Groups.Select(g => (Group: g, z.Id))).GroupBy(z => z.Group, z => z.Id, StringComparer.Ordinal).Select(g => new ZoneGroupInfo { ZoneId = [.. g] }),
            .. grouped.Where(z => z.Groups.Count == 0).Select(z => new ZoneGroupInfo { ZoneId = [z.Id] }),
        ];
    }
}
