using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>A df of a SOL006 NSD to a flavour of the network service.</summary>
internal sealed class NsFlavourImporter(Sol006Context context, YangNode nsd)
{
    public NsDeploymentFlavour? Import(YangNode df)
    {
        if (df.Text("id") is not { Length: > 0 } id)
        {
            context.Broken(df.At, "a deployment flavour (df) has no 'id'");
            return null;
        }

        var links = Links(df);
        var vnfs = Profiles(df, "vnf-profile").Select(p => Vnf(p.Id, p.Node, links)).OfType<VnfProfile>().ToList();
        var nested = Profiles(df, "ns-profile").Select(p => Nested(p.Id, p.Node, links)).OfType<NestedNsProfile>().ToList();
        var pnfs = Profiles(df, "pnf-profile").Select(p => new PnfProfile
        {
            ProfileId = p.Id,
            PnfdId = p.Node.Text("pnfd-id") ?? p.Id,
            VirtualLinkConnectivity = Connectivity(p.Id, p.Node, links),
            Place = p.Node.At.Place(),
        }).ToList();
        if (vnfs.Count + pnfs.Count + nested.Count == 0)
        {
            context.Diagnostics.Deviation("TOSCA0405", df.At, "the network service has no VNF, PNF or nested NS", "SOL006 §6", "add a vnf-profile");
        }

        var ids = vnfs.Select(v => v.ProfileId).Concat(nested.Select(n => n.ProfileId)).ToList();
        var levels = Levels(df, vnfs, nested, links);
        var wanted = df["default-instantiation-level"];
        if (wanted?.Value is { } name && levels.TrueForAll(l => l.LevelId != name))
        {
            context.Broken(wanted.At, $"the default instantiation level '{name}' of flavour '{id}' is not there", name, levels.Select(l => l.LevelId));
        }

        return new NsDeploymentFlavour
        {
            FlavourId = id,
            Description = df.Text("description"),
            VnfProfiles = vnfs,
            PnfProfiles = pnfs,
            NestedNsProfiles = nested,
            VirtualLinks = links,
            Saps = nsd.List("sapd").Select(s => Sap(s, df, vnfs, links)).OfType<Sap>().ToList(),
            Vnffgs = new NsGraphImporter(context, nsd, vnfs, pnfs, nested, links).Build(),
            Dependencies = Dependencies(df, vnfs, nested),
            AffinityRules = Words.Affinity(df, Profiles(df, "vnf-profile").Concat(Profiles(df, "ns-profile")).Concat(Profiles(df, "virtual-link-profile")).Select(p => (p.Id, p.Node))),
            SecurityGroupRules = Words.SecurityRules(nsd, rule => nsd.List("sapd").Where(s => s.Texts("security-group-rule-id").Contains(rule, StringComparer.Ordinal)).Select(s => s.Text("id")).OfType<string>().ToList()),
            ScalingAspects = Aspects(df, levels, ids),
            InstantiationLevels = levels,
            DefaultInstantiationLevelId = wanted?.Value is { } given && levels.Exists(l => l.LevelId == given) ? given : levels[0].LevelId,
            LifecycleInterfaces = new VnfLifecycleImporter(context, nsd, df).Scripts(nsd, "Nslcm").Concat(Parameters(df)).ToList(),
            ServiceAvailabilityLevel = df.Int("service-availability-level"),
            MonitoringParameters = df.List("monitored-info").Select(m => m["monitoring-parameter"]).OfType<YangNode>().Select((m, i) => new MonitoringParameter
            {
                Id = m.Text("id") ?? $"{i}",
                Name = m.Text("name"),
                PerformanceMetric = m.Text("performance-metric"),
                CollectionPeriodSeconds = m.Number("collection-period"),
            }).ToList(),
        };
    }

    private List<(string Id, YangNode Node)> Profiles(YangNode df, string list)
    {
        var result = new List<(string Id, YangNode Node)>();
        foreach (var node in df.List(list))
        {
            if (node.Text("id") is not { Length: > 0 } id)
            {
                context.Broken(node.At, $"an entry of '{list}' has no 'id'");
            }
            else if (result.Exists(r => r.Id == id))
            {
                context.Broken(node.At, $"'{list}' has two entries with the id '{id}'");
            }
            else
            {
                result.Add((id, node));
            }
        }

        return result;
    }

    /// <summary>A link for each profile, and for each descriptor that no profile is made of (as OSM writes it).</summary>
    private List<NsVirtualLink> Links(YangNode df)
    {
        var descriptors = nsd.List("virtual-link-desc").Where(d => d.Text("id") is not null).DistinctBy(d => d.Text("id")).ToDictionary(d => d.Text("id")!, StringComparer.Ordinal);
        var result = new List<NsVirtualLink>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, profile) in Profiles(df, "virtual-link-profile"))
        {
            var descriptorId = profile.Text("virtual-link-desc-id") ?? id;
            if (!descriptors.TryGetValue(descriptorId, out var descriptor))
            {
                context.Broken((profile["virtual-link-desc-id"] ?? profile).At, $"the link profile '{id}' is made of the descriptor '{descriptorId}', which is not there", descriptorId, descriptors.Keys);
                continue;
            }

            used.Add(descriptorId);
            result.Add(Link(id, descriptor, profile));
        }

        result.AddRange(descriptors.Where(d => !used.Contains(d.Key) && !result.Exists(l => l.Id == d.Key)).Select(d => Link(d.Key, d.Value, null)));
        return result;
    }

    private static NsVirtualLink Link(string id, YangNode descriptor, YangNode? profile)
    {
        var flavourId = profile?.Text("flavour-id");
        var flavour = descriptor.List("df").FirstOrDefault(d => flavourId is null || d.Text("id") == flavourId);
        return new NsVirtualLink
        {
            Id = id,
            Description = descriptor.Text("description"),
            LayerProtocols = descriptor["connectivity-type"] is { } type ? Words.LayerProtocols(type) : [],
            FlowPattern = descriptor["connectivity-type"]?.Identity("flow-pattern"),
            MaxBitrate = Words.Bitrate(profile?.Any("max-bitrate-requirements", "max-bit-rate-requirements")),
            MinBitrate = Words.Bitrate(profile?.Any("min-bitrate-requirements", "min-bit-rate-requirements")),
            Qos = Words.Qos(flavour?["qos"]),
            ServiceAvailabilityLevel = flavour?.Int("service-availability-level"),
            ProtocolData = Words.Protocols(profile),
            TestAccess = descriptor.Texts("test-access"),
            MirroringJobs = profile?["data-flow-mirroring"]?.Text("mirroring-job-name") is { } job ? [job] : [],
        };
    }

    private VnfProfile? Vnf(string id, YangNode node, List<NsVirtualLink> links)
    {
        if (node.Text("vnfd-id") is not { Length: > 0 } vnfd)
        {
            context.Broken(node.At, $"the VNF profile '{id}' has no 'vnfd-id': its VNFD is not known");
            return null;
        }

        var (min, max) = Range(id, node);
        return new VnfProfile
        {
            ProfileId = id,
            VnfdId = vnfd,
            FlavourId = node.Text("flavour-id", "vnf-df-id"),
            InstantiationLevel = node.Text("instantiation-level"),
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max,
            TargetScaleLevels = node.List("target-vnf-scale-level-info").Where(i => i.Text("aspect-id") is not null).DistinctBy(i => i.Text("aspect-id")).ToDictionary(i => i.Text("aspect-id")!, i => i.Int("scale-level") ?? 0, StringComparer.Ordinal),
            ServiceAvailabilityLevel = node.Int("service-availability-level"),
            ExtInvariantId = node.Text("vnfd-ext-invariant-id"),
            VersionDependencies = Versions(node),
            Place = node.At.Place(),
            VirtualLinkConnectivity = Connectivity(id, node, links),
        };
    }

    private NestedNsProfile? Nested(string id, YangNode node, List<NsVirtualLink> links)
    {
        if (node.Text("nsd-id") is not { Length: > 0 } other)
        {
            context.Broken(node.At, $"the NS profile '{id}' has no 'nsd-id': its NSD is not known");
            return null;
        }

        var (min, max) = Range(id, node);
        return new NestedNsProfile
        {
            ProfileId = id,
            NsdId = other,
            FlavourId = node.Text("ns-df-id"),
            InstantiationLevel = node.Text("instantiation-level-id", "ns-instantiation-level-id"),
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max,
            VersionDependencies = Versions(node),
            Place = node.At.Place(),
            VirtualLinkConnectivity = Connectivity(id, node, links),
        };
    }

    private (int Min, int Max) Range(string id, YangNode node)
    {
        var min = node.Int("min-number-of-instances") ?? 1;
        var max = node.Int("max-number-of-instances") ?? Math.Max(1, min);
        if (max < min || min < 0)
        {
            context.Diagnostics.Error("TOSCA0314", node.At, $"'{id}' has at least {min} but at most {max} instances", "SOL006 §6");
        }

        return (min, max);
    }

    private static List<VersionDependency> Versions(YangNode node) => node.List("version-dependency").Where(d => d.Text("dependent-constituent-id") is not null)
        .Select(d => new VersionDependency(d.Text("dependent-constituent-id")!, d.List("version-dependency-statement").Select(s => s.Texts("descriptor-id")).Where(s => s.Count > 0).ToList())).ToList();

    private List<VirtualLinkConnectivity> Connectivity(string profile, YangNode node, List<NsVirtualLink> links)
    {
        var byLink = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var connection in node.List("virtual-link-connectivity"))
        {
            var link = connection.Text("virtual-link-profile-id");
            var cps = connection.List("constituent-cpd-id").Select(c =>
            {
                // the element is the profile itself: SOL006 repeats it as the key of the list
                var element = c.Text("constituent-base-element-id");
                if (element is not null && element != profile)
                {
                    context.Loss(c.At, $"profile '{profile}' wires a connection point of '{element}'; it is read as its own");
                }

                return c.Value ?? c.Text("constituent-cpd-id");
            }).OfType<string>().ToList();
            if (link is null || !links.Exists(l => l.Id == link))
            {
                context.Diagnostics.Deviation("TOSCA0401", (connection["virtual-link-profile-id"] ?? connection).At, $"'{profile}' is wired to the virtual link '{link}', which is not there; it stays unconnected", "SOL006 §6", link is null ? null : Diagnostics.DidYouMean.Hint(link, links.Select(l => l.Id)));
                continue;
            }

            if (!byLink.TryGetValue(link, out var list))
            {
                byLink[link] = list = [];
            }

            list.AddRange(cps.Where(c => !list.Contains(c)));
        }

        return byLink.Select(p => new VirtualLinkConnectivity(p.Key, p.Value)).ToList();
    }

    private Sap? Sap(YangNode node, YangNode df, List<VnfProfile> vnfs, List<NsVirtualLink> links)
    {
        if (node.Text("id") is not { Length: > 0 } id)
        {
            context.Broken(node.At, "a sapd has no 'id'");
            return null;
        }

        var named = node.Text("virtual-link-desc");
        var link = named is null ? null
            : links.Find(l => l.Id == named)?.Id ?? df.List("virtual-link-profile").FirstOrDefault(p => p.Text("virtual-link-desc-id") == named)?.Text("id");
        if (node["associated-cpd"] is { } cpd)
        {
            // the SAP is the connection point of a constituent: it is reached over the link which that is on
            var (vnfd, point) = (cpd.Text("vnfd-id", "pnfd-id", "nsd-id"), cpd.Text("vnf-ext-cpd", "pnf-ext-cpd", "sapd"));
            link ??= vnfs.Where(v => v.VnfdId == vnfd).SelectMany(v => v.VirtualLinkConnectivity).FirstOrDefault(c => point is not null && c.ExtCpdIds.Contains(point, StringComparer.Ordinal))?.NsVirtualLinkProfileId;
        }

        if (link is null)
        {
            context.Diagnostics.Deviation("TOSCA0404", node.At, $"SAP '{id}' {(named is null ? "has no virtual link behind it" : $"refers to the virtual link '{named}', which is not there")}; it stays unconnected", "SOL006 §6", "name a virtual-link-desc");
        }

        return new Sap
        {
            SapdId = id,
            VirtualLinkId = link,
            LayerProtocols = Words.LayerProtocols(node),
            Addressing = Words.Addressing(node),
            Role = node.Identity("role"),
            Description = node.Text("description"),
        };
    }

    private List<NsInstantiationLevel> Levels(YangNode df, List<VnfProfile> vnfs, List<NestedNsProfile> nested, List<NsVirtualLink> links)
    {
        Dictionary<string, int> Minimum() => vnfs.Select(v => (v.ProfileId, v.MinNumberOfInstances)).Concat(nested.Select(n => (n.ProfileId, n.MinNumberOfInstances))).DistinctBy(p => p.ProfileId).ToDictionary(p => p.ProfileId, p => p.MinNumberOfInstances, StringComparer.Ordinal);
        var levels = new List<NsInstantiationLevel>();
        foreach (var (id, node) in Profiles(df, "ns-instantiation-level"))
        {
            var instances = Minimum();
            foreach (var (mapping, profile) in node.List("vnf-to-level-mapping").Select(m => (m, m.Text("vnf-profile-id"))).Concat(node.List("ns-to-level-mapping").Select(m => (m, m.Text("ns-profile-id")))))
            {
                if (profile is null || !instances.ContainsKey(profile))
                {
                    context.Diagnostics.Error("TOSCA0403", mapping.At, $"level '{id}' maps '{profile}', which is no VNF or nested NS of the flavour", "SOL006 §6", profile is null ? null : Diagnostics.DidYouMean.Hint(profile, instances.Keys));
                    continue;
                }

                instances[profile] = mapping.Int("number-of-instances") ?? 1;
            }

            levels.Add(new NsInstantiationLevel
            {
                LevelId = id,
                Description = node.Text("description"),
                InstancesByProfile = instances,
                BitrateByVirtualLink = node.List("virtual-link-to-level-mapping").Select(m => (Link: m.Text("virtual-link-profile-id"), Bitrate: Words.Bitrate(m["bit-rate-requirements"] ?? m)))
                    .Where(m => m.Link is not null && m.Bitrate is not null && links.Exists(l => l.Id == m.Link)).DistinctBy(m => m.Link).ToDictionary(m => m.Link!, m => m.Bitrate!, StringComparer.Ordinal),
            });
        }

        if (levels.Count == 0)
        {
            levels.Add(new NsInstantiationLevel { LevelId = "default", Description = "made from the minimum numbers of instances", InstancesByProfile = Minimum() });
        }

        return levels;
    }

    /// <summary>An aspect of SOL006 is a list of instantiation levels; each is a scale level, in that order.</summary>
    private List<NsScalingAspect> Aspects(YangNode df, List<NsInstantiationLevel> levels, List<string> profiles) => Profiles(df, "scaling-aspect").ConvertAll(p =>
    {
        var steps = new List<IReadOnlyDictionary<string, int>>();
        foreach (var reference in p.Node.List("scaling-level").Concat(p.Node.List("ns-scale-level")))
        {
            if (levels.Find(l => l.LevelId == reference.Value) is { } level)
            {
                steps.Add(level.InstancesByProfile.Where(i => profiles.Contains(i.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal));
            }
            else
            {
                context.Diagnostics.Error("TOSCA0403", reference.At, $"scaling aspect '{p.Id}' refers to the level '{reference.Value}', which is not there", "SOL006 §6", reference.Value is null ? null : Diagnostics.DidYouMean.Hint(reference.Value, levels.Select(l => l.LevelId)));
            }
        }

        return new NsScalingAspect { AspectId = p.Id, Name = p.Node.Text("name") ?? p.Id, Description = p.Node.Text("description"), Levels = steps };
    });

    /// <summary>The primary is started first (IFA014 §6.3.11).</summary>
    private List<ProfileDependency> Dependencies(YangNode df, List<VnfProfile> vnfs, List<NestedNsProfile> nested)
    {
        var result = new List<ProfileDependency>();
        foreach (var node in df.List("dependencies"))
        {
            _ = node.Text("id");
            var (first, second) = (Ids("primary-vnf-profile", "primary-ns-profile", "primary-id"), Ids("secondary-vnf-profile", "secondary-ns-profile", "secondary-id"));
            result.AddRange(from p in first from s in second where p != s select new ProfileDependency(s, p));

            List<string> Ids(params ReadOnlySpan<string> names)
            {
                // the standard refers to the descriptor, people write the profile
                var name = node.Text(names);
                var found = vnfs.Where(v => v.ProfileId == name || v.VnfdId == name).Select(v => v.ProfileId).Concat(nested.Where(n => n.ProfileId == name || n.NsdId == name).Select(n => n.ProfileId)).ToList();
                if (found.Count == 0)
                {
                    context.Broken(node.At, $"a dependency names '{name}', which is no VNF or nested NS of the flavour", name, vnfs.Select(v => v.ProfileId));
                }

                return found;
            }
        }

        result = result.Distinct().ToList();
        var waiting = result.ToList();
        while (waiting.Count > 0)
        {
            var blocked = waiting.Select(d => d.ProfileId).ToHashSet(StringComparer.Ordinal);
            if (waiting.RemoveAll(d => !blocked.Contains(d.DependsOnProfileId)) == 0)
            {
                context.Diagnostics.Error("TOSCA0406", df["dependencies"]!.At, $"the dependencies of {string.Join(" → ", waiting.Select(d => d.ProfileId).Distinct(StringComparer.Ordinal))} form a circle: none of them can be started first", "SOL006 §6");
                break;
            }
        }

        return result;
    }

    private static IEnumerable<LifecycleOperation> Parameters(YangNode df)
    {
        foreach (var operation in new[] { "instantiate", "scale", "heal" })
        {
            if (df["ns-lcm-additional-params"]?[operation]?.Pairs("params") is { Count: > 0 } parameters)
            {
                yield return new LifecycleOperation { Interface = "Nslcm", Operation = operation, AdditionalParameters = parameters.Select(p => VnfImporter.Parameter(p.Key, p.Value)).ToList() };
            }
        }
    }
}
