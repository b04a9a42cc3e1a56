using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Ns;

/// <summary>The target state of a network service: networks, VNFs and forwarding paths, and in which order they need each other. Pure.</summary>
public static class NsTarget
{
    /// <summary>Builds the target.</summary>
    public static ResourceGraph Build(NsTargetInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var flavour = input.Flavour;
        var nodes = new List<ResourceNode>();
        foreach (var link in flavour.VirtualLinks)
        {
            nodes.Add(VnfNetworks.Node(NetworkKey(link.Id), $"{input.InstanceName}-{link.Id}", link.ProtocolData, link.MaxBitrate));
        }
        var known = flavour.VirtualLinks.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var counts = flavour.VnfProfiles.ToDictionary(
            p => p.ProfileId,
            p => input.Level?.InstancesByProfile.GetValueOrDefault(p.ProfileId, p.MinNumberOfInstances) ?? p.MinNumberOfInstances,
            StringComparer.Ordinal);
        foreach (var profile in flavour.VnfProfiles)
        {
            // A profile waits for all instances of the profiles it depends on.
            var waitsFor = flavour.Dependencies
                .Where(d => d.ProfileId == profile.ProfileId && counts.ContainsKey(d.DependsOnProfileId))
                .SelectMany(d => Enumerable.Range(0, counts[d.DependsOnProfileId]).Select(i => VnfKey(d.DependsOnProfileId, i)))
                .Distinct(StringComparer.Ordinal);
            var connections = profile.VirtualLinkConnectivity
                .Where(c => known.Contains(c.NsVirtualLinkProfileId))
                .Select(c => new ExtConnectionSpec(NetworkKey(c.NsVirtualLinkProfileId), c.ExtCpdIds))
                .ToList();
            var vnfd = input.Vnfds[profile.VnfdId];
            for (var index = 0; index < counts[profile.ProfileId]; index++)
            {
                nodes.Add(new ResourceNode
                {
                    Key = VnfKey(profile.ProfileId, index),
                    DependsOn = [.. connections.Select(c => c.NetworkKey).Concat(waitsFor).Distinct(StringComparer.Ordinal)],
                    Spec = new ChildVnfSpec
                    {
                        VnfProfileId = profile.ProfileId,
                        VnfdId = profile.VnfdId,
                        VnfmId = input.Vnfms.GetValueOrDefault(profile.VnfdId),
                        Name = $"{input.InstanceName}-{profile.ProfileId}-{index}",
                        FlavourId = profile.FlavourId ?? vnfd.DefaultFlavourId,
                        InstantiationLevelId = profile.InstantiationLevel,
                        Connections = connections,
                    },
                });
            }
        }
        foreach (var nfp in flavour.Vnffgs.SelectMany(g => g.Nfps))
        {
            nodes.Add(Path(nfp, counts));
        }
        return new ResourceGraph(nodes);
    }

    /// <summary>Key of the network of a virtual link.</summary>
    public static string NetworkKey(string virtualLinkId) => $"network/{virtualLinkId}";

    /// <summary>Key of an instance of a VNF profile.</summary>
    public static string VnfKey(string profileId, int index) => $"vnf/{profileId}/{index}";

    /// <summary>Key of a forwarding path.</summary>
    public static string PathKey(string nfpId) => $"path/{nfpId}";

    private static ResourceNode Path(Nfp nfp, Dictionary<string, int> counts)
    {
        var points = new List<PathPointSpec>();
        foreach (var element in nfp.Positions.SelectMany(p => p.Elements))
        {
            Add(element.Ingress);
            Add(element.Egress);
        }
        return new ResourceNode
        {
            Key = PathKey(nfp.Id),
            DependsOn = [.. points.Select(p => p.VnfKey).OfType<string>().Distinct(StringComparer.Ordinal)],
            Spec = new PathSpec
            {
                NfpId = nfp.Id,
                Points = points,
                BandwidthBps = nfp.BandwidthBitsPerSecond ?? 0,
                MaxLatencyMicros = nfp.MaxLatencyMilliseconds is { } ms ? (long)(ms * 1000) : null,
            },
        };

        void Add(NfpEndpoint endpoint)
        {
            var vnfKey = endpoint.VnfProfileId is { } profile && counts.GetValueOrDefault(profile) > 0 ? VnfKey(profile, 0) : null;
            if (vnfKey is null && endpoint.SapdId is null)
            {
                return;
            }
            var point = new PathPointSpec(endpoint.SapdId, vnfKey, endpoint.CpdId);
            // Ingress and egress of an element are often the same point.
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }
    }
}
