using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>External connectivity as requests give it (SOL003 §4.4.1.11), merged into what an instance has. Pure.</summary>
internal static class Connectivity
{
    private const int MaxFaults = 5;

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
    /// <param name="settings">The settings.</param>
    /// <param name="flavour">Their flavour.</param>
    /// <param name="mayBeGranted">What lacks a mandatory virtual link may still get it with the grant (SOL003 §9.5.2.3 notes 5 and 7).</param>
    public static void Check(VnfSettings settings, DeploymentFlavour flavour, bool mayBeGranted = false)
    {
        var input = Input(settings, flavour);
        if (VnfTarget.UnknownExternalCps(input) is { Count: > 0 } unknown)
        {
            throw Unfit.Request($"The external connection points {Unfit.List(unknown)} are not in flavour '{flavour.FlavourId}'; it has: {Unfit.List(flavour.ExtCps.Select(c => c.CpdId))}.");
        }
        if (!mayBeGranted && VnfTarget.MissingMandatoryLinks(input) is { Count: > 0 } missing)
        {
            throw Unfit.Request($"The external connection points {Unfit.List(missing)} must be connected: name them in extVirtualLinks.");
        }
        Refuse(CpConfigCheck.Faults(input));
        CheckAddresses(settings, flavour);
        CheckManaged(settings, flavour);
    }

    /// <summary>
    /// The settings with the links that the NFVO gives in the grant (SOL003 §9.5.2.3 extVirtualLinks, extManagedVirtualLinks, notes 5, 7 and 8): they are applied to what followed from the request, and
    /// count more; links that the grant does not name stay. Null: it gives none.
    /// </summary>
    /// <exception cref="LifecycleRejectedException">They do not fit the VNF, or a mandatory connection is neither in the request nor in the grant.</exception>
    public static VnfSettings? Granted(VnfSettings settings, Sol.Grant.Grant grant, DeploymentFlavour flavour)
    {
        var given = (grant.ExtManagedVirtualLinks ?? []).Select(AsRequested).ToList();
        var connected = given.Count == 0 && grant.ExtVirtualLinks is not { Count: > 0 }
            ? settings
            : settings with
            {
                ExternalLinks = Merge(settings.ExternalLinks, grant.ExtVirtualLinks?.Select(AsRequested).ToList(), flavour),
                ManagedLinks = [.. settings.ManagedLinks.Where(m => given.All(g => g.VnfVirtualLinkDescId != m.VnfVirtualLinkDescId)), .. given],
            };
        if (VnfTarget.MissingMandatoryLinks(Input(connected, flavour)) is { Count: > 0 } missing)
        {
            throw new LifecycleRejectedException(new ProblemDetails
            {
                Title = "External connection points are not connected",
                Status = 422,
                Detail = $"The external connection points {Unfit.List(missing)} must be connected, and neither the request nor the grant '{grant.Id}' gives a virtual link for them. Nothing was done. "
                    + "Repeat the operation and name them in extVirtualLinks, or have the NFVO name them in the grant.",
            });
        }
        if (connected == settings)
        {
            return null;
        }
        try
        {
            Check(connected, flavour);
        }
        catch (LifecycleRejectedException unfit)
        {
            throw new LifecycleRejectedException(
                unfit.Problem with { Title = "The grant does not fit the VNF", Detail = $"The grant '{grant.Id}' gives virtual links that do not fit. {unfit.Problem.Detail} Nothing was done." }, unfit);
        }
        return connected;
    }

    private static ExtManagedVirtualLinkData AsRequested(Sol.Grant.ExtManagedVirtualLinkData given) => new()
    {
        Id = given.Id,
        VnfVirtualLinkDescId = given.VnfVirtualLinkDescId,
        VimConnectionId = given.VimConnectionId,
        ResourceProviderId = given.ResourceProviderId,
        ResourceId = given.ResourceId,
        ExtManagedMultisiteVirtualLinkId = given.ExtManagedMultisiteVirtualLinkId,
        VnfLinkPort = given.VnfLinkPort?.Select(p => new VnfLinkPortData { VnfLinkPortId = p.VnfLinkPortId, ResourceHandle = AsRequested(p.ResourceHandle) }).ToList(),
    };

    private static ExtVirtualLinkData AsRequested(Sol.Grant.ExtVirtualLinkData given) => new()
    {
        Id = given.Id,
        VimConnectionId = given.VimConnectionId,
        ResourceProviderId = given.ResourceProviderId,
        ResourceId = given.ResourceId,
        ExtCps = given.ExtCps,
        ExtLinkPorts = given.ExtLinkPorts?.Select(p => new ExtLinkPortData
        {
            Id = p.Id,
            ResourceHandle = AsRequested(p.ResourceHandle),
            TrunkResourceId = p.TrunkResourceId,
        }).ToList(),
    };

    private static ResourceHandle AsRequested(Sol.Grant.ResourceHandle given)
        => new() { ResourceId = given.ResourceId, VimConnectionId = given.VimConnectionId, ResourceProviderId = given.ResourceProviderId, VimLevelResourceType = given.VimLevelResourceType };

    /// <summary>Refuses a size for which the addresses do not suffice: those of ranges that were given, and those of the VNF's own links.</summary>
    public static void CheckAddresses(VnfSettings settings, DeploymentFlavour flavour)
    {
        var input = Input(settings, flavour);
        Refuse(InternalAddressCheck.Faults(input));
        if (VnfTarget.ExhaustedRanges(input) is { Count: > 0 } exhausted)
        {
            throw Unfit.Request($"The address ranges of {Unfit.List(exhausted)} are too small. Give larger ones with change_ext_conn first.");
        }
    }

    private static VnfTargetInput Input(VnfSettings settings, DeploymentFlavour flavour)
        => new() { InstanceName = "", Flavour = flavour, VnfcCounts = settings.Sizing.VnfcCounts, CpCounts = settings.Sizing.CpCounts, ExternalLinks = settings.ExternalLinks, ManagedLinks = Managed(settings) };

    /// <summary>The first of them: with a second link of the same name the request is refused in other words.</summary>
    private static Dictionary<string, string> Managed(VnfSettings settings)
        => settings.ManagedLinks.DistinctBy(m => m.VnfVirtualLinkDescId, StringComparer.Ordinal).ToDictionary(m => m.VnfVirtualLinkDescId, m => m.ResourceId, StringComparer.Ordinal);

    private static void Refuse(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
        {
            throw Unfit.Request(string.Join(" ", faults.Take(MaxFaults)) + (faults.Count > MaxFaults ? $" And {faults.Count - MaxFaults} more." : ""));
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
