using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>The virtual addresses of an instance (SOL003 §5.5.3.18 VipCpInfo), from the ports that reserve them and those that serve them. Pure.</summary>
internal static class VipInfos
{
    /// <summary>All of them, in the order in which they are met.</summary>
    public static IReadOnlyList<VipCpInfo> Of(IReadOnlyCollection<ManagedResource> ports)
    {
        var reserved = ports.Where(p => Spec(p).VipId is not null).ToDictionary(p => Spec(p).VipId!, StringComparer.Ordinal);
        var served = new OrderedDictionary<string, (PortVipSpec Vip, List<ManagedResource> By)>(StringComparer.Ordinal);
        foreach (var port in ports)
        {
            foreach (var vip in Spec(port).Vips ?? [])
            {
                if (!served.TryGetValue(vip.Id, out var known))
                {
                    served[vip.Id] = known = (vip, []);
                }
                known.By.Add(port);
            }
        }
        return
        [
            .. served.Values.Select(s => Info(s.Vip.Id, s.Vip.CpdId, reserved.GetValueOrDefault(s.Vip.Id), s.Vip, s.By)),
            // It is possible that nobody serves it yet (note 1).
            .. reserved.Values.Where(p => !served.ContainsKey(Spec(p).VipId!)).Select(p => Info(Spec(p).VipId!, Spec(p).CpdId, p, null, [])),
        ];
    }

    /// <summary>Virtual addresses that are seen from outside and have no port, as external connection points.</summary>
    public static IEnumerable<VnfExtCpInfo> WithoutPort(IReadOnlyCollection<ManagedResource> ports)
        => ports.SelectMany(p => Spec(p).Vips ?? []).Where(v => v.PortKey is null && v.ExtCpdId is not null).DistinctBy(v => v.Id, StringComparer.Ordinal).Select(v => new VnfExtCpInfo
        {
            Id = ExtCpId(v.Id),
            CpdId = v.ExtCpdId!,
            CpConfigId = v.CpConfigId ?? v.Id,
            CpProtocolInfo = VnfInfoRenderer.Protocols(null, v.Addresses ?? [], null),
            AssociatedVipCpId = v.Id,
        });

    /// <summary>What changed of them: SOL003 §5.5.3.19 AffectedVipCp. Who serves an address is no change of it.</summary>
    public static IReadOnlyList<AffectedVipCp>? Changes(IReadOnlyList<ManagedResource> before, IReadOnlyList<ManagedResource> after)
    {
        var old = Facts(before);
        var changes = new List<AffectedVipCp>();
        foreach (var (id, (cpd, addresses)) in Facts(after))
        {
            if (!old.Remove(id, out var was))
            {
                changes.Add(Affected(id, cpd, AffectedVipCpChangeType.ADDED));
            }
            else if (was != (cpd, addresses))
            {
                changes.Add(Affected(id, cpd, AffectedVipCpChangeType.MODIFIED));
            }
        }
        changes.AddRange(old.Select(o => Affected(o.Key, o.Value.Cpd, AffectedVipCpChangeType.REMOVED)));
        return changes.Count == 0 ? null : changes;
    }

    /// <summary>Identifier of the external connection point as which something is seen.</summary>
    public static string ExtCpId(string id) => "ext-" + id;

    private static PortSpec Spec(ManagedResource port) => (PortSpec)port.Node.Spec;

    private static VipCpInfo Info(string id, string cpdId, ManagedResource? port, PortVipSpec? vip, List<ManagedResource> servedBy)
    {
        var isOutside = port is not null && Spec(port).ExtCpdId is not null;
        return new VipCpInfo
        {
            CpInstanceId = id,
            CpdId = cpdId,
            VnfExtCpId = isOutside ? ExtCpId(port!.Node.Key) : vip?.ExtCpdId is not null ? ExtCpId(id) : null,
            CpProtocolInfo = port is not null ? VnfInfoRenderer.Protocols(port) : vip?.Addresses is { } addresses ? VnfInfoRenderer.Protocols(null, addresses, null) : null,
            AssociatedVnfcCpIds = servedBy.Count == 0 ? null : [.. servedBy.Select(p => p.Node.Key)],
            VnfLinkPortId = port is not null && !isOutside ? port.Node.Key : null,
            Metadata = port is not null && !isOutside ? VnfInfoRenderer.FloatingAddress(port) : null,
        };
    }

    private static OrderedDictionary<string, (string Cpd, string Addresses)> Facts(IReadOnlyList<ManagedResource> resources)
    {
        var ports = resources.Where(r => r.Node.Spec is PortSpec && r.Condition != ResourceCondition.Uncertain).ToList();
        var facts = new OrderedDictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var info in Of(ports))
        {
            var addresses = (info.CpProtocolInfo ?? []).SelectMany(p => p.IpOverEthernet?.IpAddresses ?? []).SelectMany(a => a.Addresses ?? []);
            facts[info.CpInstanceId] = (info.CpdId, string.Join(' ', addresses));
        }
        return facts;
    }

    private static AffectedVipCp Affected(string id, string cpdId, AffectedVipCpChangeType type) => new() { CpInstanceId = id, CpdId = cpdId, ChangeType = type };
}
