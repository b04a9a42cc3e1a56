using System.Net;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>External connectivity as requests give it (SOL003 §4.4.1.11), merged into what an instance has. Pure.</summary>
internal static class Connectivity
{
    /// <summary>
    /// Merges external virtual links of a request into those of the instance: a connection point that is named on another link moves there; the entries of its configuration are merged
    /// by the rules of JSON Merge Patch, so that null takes an entry away, and the last one the connection (SOL003 §4.4.1.10 notes 2 to 4).
    /// </summary>
    public static IReadOnlyList<ExternalLink> Merge(IReadOnlyList<ExternalLink> now, IReadOnlyList<ExtVirtualLinkData>? changes, DeploymentFlavour flavour)
    {
        var links = new OrderedDictionary<string, ExternalLink>(now.Select(l => KeyValuePair.Create(l.Id, l)), StringComparer.Ordinal);
        foreach (var change in changes ?? [])
        {
            var link = links.GetValueOrDefault(change.Id) ?? new ExternalLink { Id = change.Id, NetworkId = change.ResourceId, ExtCps = [] };
            var ports = new Dictionary<string, string>(link.LinkPorts, StringComparer.Ordinal);
            foreach (var port in change.ExtLinkPorts ?? [])
            {
                ports[port.Id] = port.ResourceHandle.ResourceId;
            }
            var cps = link.ExtCps.ToList();
            foreach (var given in change.ExtCps)
            {
                var cpd = CpdId(flavour, given.CpdId);
                var takenAway = given.CpConfig is { Count: > 0 } && given.CpConfig.Values.All(c => c is null);
                if (!takenAway)
                {
                    foreach (var other in links.Values.Where(l => l.Id != change.Id).ToList())
                    {
                        links[other.Id] = other with { ExtCps = [.. other.ExtCps.Where(c => c.CpdId != cpd)] };
                    }
                }
                var index = cps.FindIndex(c => c.CpdId == cpd);
                var merged = Merge(index < 0 ? null : cps[index], given with { CpdId = cpd });
                if (index >= 0)
                {
                    cps.RemoveAt(index);
                }
                if (merged is not null)
                {
                    cps.Insert(index < 0 ? cps.Count : index, merged);
                }
            }
            links[change.Id] = link with { NetworkId = change.ResourceId, VimConnectionId = change.VimConnectionId ?? link.VimConnectionId, ExtCps = cps, LinkPorts = ports };
        }
        return [.. links.Values.Where(l => l.ExtCps.Count > 0)];
    }

    /// <summary>The connections that another flavour has as well.</summary>
    public static IReadOnlyList<ExternalLink> Kept(IReadOnlyList<ExternalLink> links, DeploymentFlavour flavour)
        => [.. links.Select(l => l with { ExtCps = [.. l.ExtCps.Where(c => flavour.ExtCps.Any(cp => cp.CpdId == c.CpdId))] }).Where(l => l.ExtCps.Count > 0)];

    /// <summary>Refuses connections that the flavour does not have, lacks, or cannot use.</summary>
    public static void Check(VnfSettings settings, DeploymentFlavour flavour)
    {
        var input = Input(settings, flavour);
        if (VnfTarget.UnknownExternalCps(input) is { Count: > 0 } unknown)
        {
            throw Unfit.Request($"The external connection points {Unfit.List(unknown)} are not in flavour '{flavour.FlavourId}'; it has: {Unfit.List(flavour.ExtCps.Select(c => c.CpdId))}.");
        }
        if (VnfTarget.MissingMandatoryLinks(input) is { Count: > 0 } missing)
        {
            throw Unfit.Request($"The external connection points {Unfit.List(missing)} must be connected: name them in extVirtualLinks.");
        }
        CheckConfigurations(settings);
        CheckAddresses(settings, flavour);
        CheckManaged(settings, flavour);
    }

    /// <summary>Refuses a size for which the address ranges that were given do not suffice.</summary>
    public static void CheckAddresses(VnfSettings settings, DeploymentFlavour flavour)
    {
        if (VnfTarget.ExhaustedRanges(Input(settings, flavour)) is { Count: > 0 } exhausted)
        {
            throw Unfit.Request($"The address ranges of {Unfit.List(exhausted)} are too small. Give larger ones with change_ext_conn first.");
        }
    }

    private static VnfTargetInput Input(VnfSettings settings, DeploymentFlavour flavour)
        => new() { InstanceName = "", Flavour = flavour, VnfcCounts = settings.Sizing.VnfcCounts, CpCounts = settings.Sizing.CpCounts, ExternalLinks = settings.ExternalLinks };

    private static void CheckConfigurations(VnfSettings settings)
    {
        var addresses = new HashSet<(string, string)>();
        foreach (var link in settings.ExternalLinks)
        {
            foreach (var (cpd, id, config) in link.ExtCps.SelectMany(c => (c.CpConfig ?? new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal)).Select(e => (c.CpdId, e.Key, e.Value))))
            {
                if (config?.LinkPortId is { } port && !link.LinkPorts.ContainsKey(port))
                {
                    throw Unfit.Request($"cpConfig '{id}' of '{cpd}' refers to the link port '{port}'; the external virtual link '{link.Id}' has: {Unfit.List(link.LinkPorts.Keys)}.");
                }
                foreach (var ip in (config?.CpProtocolData ?? []).SelectMany(p => p.IpOverEthernet?.IpAddresses ?? []))
                {
                    var ways = (ip.FixedAddresses is { Count: > 0 } ? 1 : 0) + (ip.NumDynamicAddresses is not null ? 1 : 0) + (ip.AddressRange is not null ? 1 : 0);
                    if (ways > 1)
                    {
                        throw Unfit.Request($"cpConfig '{id}' of '{cpd}' must give one of fixedAddresses, numDynamicAddresses and addressRange.");
                    }
                    foreach (var address in (ip.FixedAddresses ?? []).Concat(ip.AddressRange is { } range ? [range.MinAddress, range.MaxAddress] : []))
                    {
                        if (!IPAddress.TryParse(address, out var parsed) || (parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6) != (ip.Type == IpAddressType.IPV6))
                        {
                            throw Unfit.Request($"'{address}' in cpConfig '{id}' of '{cpd}' is no {ip.Type} address.");
                        }
                    }
                    if ((ip.FixedAddresses ?? []).FirstOrDefault(a => !addresses.Add((link.NetworkId, a))) is { } twice)
                    {
                        throw Unfit.Request($"The address '{twice}' is given to more than one connection point of the external virtual link '{link.Id}'.");
                    }
                }
            }
        }
    }

    private static void CheckManaged(VnfSettings settings, DeploymentFlavour flavour)
    {
        var twice = settings.ManagedLinks.GroupBy(m => m.VnfVirtualLinkDescId, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0)
        {
            throw Unfit.Request($"extManagedVirtualLinks names {Unfit.List(twice)} more than once; a virtual link is one network.");
        }
        var unknown = settings.ManagedLinks.Select(m => m.VnfVirtualLinkDescId).Except(flavour.InternalVirtualLinks.Select(l => l.Id), StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw Unfit.Request($"extManagedVirtualLinks names {Unfit.List(unknown)}; flavour '{flavour.FlavourId}' has the internal virtual links {Unfit.List(flavour.InternalVirtualLinks.Select(l => l.Id))}.");
        }
    }

    private static VnfExtCpData? Merge(VnfExtCpData? now, VnfExtCpData change)
    {
        if (change.CpConfig is null)
        {
            return now ?? change;
        }
        var entries = new OrderedDictionary<string, VnfExtCpConfig?>(now?.CpConfig ?? new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (id, config) in change.CpConfig)
        {
            if (config is null)
            {
                entries.Remove(id);
            }
            else
            {
                entries[id] = entries.GetValueOrDefault(id) is not { } before ? config : new VnfExtCpConfig
                {
                    ParentCpConfigId = config.ParentCpConfigId ?? before.ParentCpConfigId,
                    LinkPortId = config.LinkPortId ?? before.LinkPortId,
                    CreateExtLinkPort = config.CreateExtLinkPort ?? before.CreateExtLinkPort,
                    CpProtocolData = config.CpProtocolData ?? before.CpProtocolData,
                };
            }
        }
        return entries.Count == 0 ? null : new VnfExtCpData { CpdId = change.CpdId, CpConfig = entries };
    }

    /// <summary>A connection point may be named by the requirement of the VNF node that stands for it.</summary>
    private static string CpdId(DeploymentFlavour flavour, string name)
        => flavour.ExtCps.FirstOrDefault(c => c.CpdId == name)?.CpdId ?? flavour.ExtCps.FirstOrDefault(c => c.RequirementName == name)?.CpdId ?? name;
}
