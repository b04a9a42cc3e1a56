using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>Connection points and internal links of a flavour.</summary>
internal sealed class VnfConnectionImporter(Sol006Context context, YangNode vnfd, VnfParts parts)
{
    /// <summary>Connection points that a security group rule names, by rule.</summary>
    public Dictionary<string, List<string>> SecurityTargets { get; } = new(StringComparer.Ordinal);

    public List<InternalVirtualLink> Links(YangNode df) => parts.Links.Select(p => Link(p.Key, p.Value, df.List("virtual-link-profile").FirstOrDefault(v => v.Text("id") == p.Key))).ToList();

    public (List<VduCp> Cps, List<ExtCp> ExtCps) Build(IReadOnlyList<Vdu> vdus, IReadOnlyList<InternalVirtualLink> links)
    {
        // ext-cpd → the connection points behind it
        var exposures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, ext) in parts.ExtCps)
        {
            if (ext["int-cpd"] is { } behind && Behind(behind) is { } cp)
            {
                exposures[cp] = id;
            }
        }

        var cps = vdus.SelectMany(v => parts.Vdus[v.Id].List("int-cpd").Select((c, i) => Cp(v, c, i, links, exposures))).OfType<VduCp>().ToList();
        return (cps, parts.ExtCps.Select(p => External(p.Key, p.Value, cps, links, exposures)).OfType<ExtCp>().ToList());
    }

    public List<VipCp> Vips(IReadOnlyList<VduCp> cps) => parts.Vips.Select(p => new VipCp
    {
        Id = p.Key,
        TargetCpIds = p.Value.List("int-cpd").Select(Behind).OfType<string>().Where(id => cps.Any(c => c.Id == id)).ToList(),
        VirtualLinkId = p.Value.Text("int-virtual-link-desc"),
        VipFunction = p.Value.Identity("vip-function")?.Replace('-', '_'),
        DedicatedIpAddress = p.Value.Bool("dedicated-ip-address") ?? true,
        LayerProtocols = Words.LayerProtocols(p.Value),
        Addressing = Words.Addressing(p.Value),
    }).ToList();

    public List<VirtualCp> VirtualCps() => parts.VirtualCps.Select(p => new VirtualCp
    {
        Id = p.Key,
        TargetVduIds = p.Value.Texts("vdu"),
        LayerProtocols = Words.LayerProtocols(p.Value),
        Addressing = Words.Addressing(p.Value),
        Ports = p.Value.List("additional-service-data").SelectMany(d => d.List("port-data")).Where(d => d.Int("port") is not null)
            .Select(d => new ServicePort(d.Text("name") ?? "", d.Identity("protocol") ?? "tcp", d.Int("port")!.Value, d.Bool("port-configurable") ?? false)).ToList(),
    }).ToList();

    public IReadOnlyList<SecurityGroupRule> SecurityRules() => Words.SecurityRules(vnfd, id => SecurityTargets.GetValueOrDefault(id) ?? []);

    /// <summary>A connection point named by VDU and id, or by its id alone (a leaf).</summary>
    private string? Behind(YangNode reference)
    {
        var (vdu, cp) = (reference.Text("vdu-id"), reference.Text("cpd") ?? reference.Value);
        var id = cp is null ? null : vdu is null ? parts.CpId(cp) : parts.CpId(vdu, cp);
        if (id is null)
        {
            context.Broken(reference.At, $"the connection point '{cp}' of VDU '{vdu}' is not there", vdu, parts.Vdus.Keys);
        }

        return id;
    }

    private VduCp? Cp(Vdu vdu, YangNode node, int index, IReadOnlyList<InternalVirtualLink> links, Dictionary<string, string> exposures)
    {
        if (node.Text("id") is not { } name || parts.CpId(vdu.Id, name) is not { } id)
        {
            return null;
        }

        var link = node.Text("int-virtual-link-desc");
        if (link is not null && !links.Any(l => l.Id == link))
        {
            context.Broken(node["int-virtual-link-desc"]!.At, $"connection point '{name}' of VDU '{vdu.Id}' is on the link '{link}', which is not there", link, links.Select(l => l.Id));
        }

        // older editions name the external connection point at the internal one
        if (node.Text("ext-cpd") is { } exposed)
        {
            exposures.TryAdd(id, exposed);
        }

        var external = exposures.GetValueOrDefault(id);
        if (link is null && external is null && !Parts(vdu).ContainsKey(name))
        {
            context.Diagnostics.Deviation("TOSCA0303", node.At, $"connection point '{name}' of VDU '{vdu.Id}' is neither on an internal link nor behind an ext-cpd; read as an external connection point", "SOL006 §6", "name it in an ext-cpd");
            external = id;
        }

        Secure(node, id);
        var requirements = node.List("virtual-network-interface-requirement");
        var part = Parts(vdu).GetValueOrDefault(name);
        return new VduCp
        {
            Id = id,
            VduId = vdu.Id,
            VirtualLinkId = link,
            ExternalCpdId = external,
            Order = node.Int("order") ?? requirements.Select(r => r.Int("position")).FirstOrDefault(p => p is not null) ?? index,
            LayerProtocols = Words.LayerProtocols(node),
            VnicType = Vnic(node, requirements, vdu.Id, name),
            BitrateRequirementBitsPerSecond = node.Number("bitrate-requirement") is { } megabits ? (long)(megabits * 1e6) : null,
            Addressing = Words.Addressing(node),
            InterfaceRequirements = requirements.SelectMany(r => r.Pairs("network-interface-requirements").Concat(r.Pairs("standardized-network-interface-requirements"))).DistinctBy(p => p.Key).ToDictionary(StringComparer.Ordinal),
            TrunkCpId = part.Parent is null ? null : parts.CpId(vdu.Id, part.Parent),
            SegmentationType = part.Type,
            SegmentationId = part.Segment,
            Role = node.Identity("role"),
            TrunkMode = (node.Bool("trunk-mode") ?? false) || Parts(vdu).Values.Any(p => p.Parent == name),
            Description = node.Text("description"),
        };
    }

    private string Vnic(YangNode node, IReadOnlyList<YangNode> requirements, string vdu, string cp)
    {
        foreach (var requirement in requirements)
        {
            // what they are called says nothing to a machine
            _ = requirement.Text("name");
            _ = requirement.Text("description");
            if (requirement.Bool("support-mandatory") is true && requirement["virtual-interface"] is null && !requirement.Has("network-interface-requirements"))
            {
                context.Loss(requirement.At, $"connection point '{cp}' of VDU '{vdu}' has a mandatory requirement that says nothing");
            }
        }

        var type = node.Identity("vnic-type") ?? requirements.Select(r => r["virtual-interface"]?.Text("type")).FirstOrDefault(t => t is not null);
        var known = type is null || type.ToUpperInvariant() is "PARAVIRT" or "VIRTIO" or "OM-MGMT" or "NORMAL" || Words.VnicType(type) != "normal";
        if (!known)
        {
            context.Loss(node.At, $"connection point '{cp}' of VDU '{vdu}' asks for an interface of the model '{type}', which is not chosen; it gets the usual one", "name the model in the image's metadata of the VIM");
        }

        return Words.VnicType(type);
    }

    private Dictionary<string, (string? Parent, string? Type, int? Segment)> Parts(Vdu vdu)
    {
        var result = new Dictionary<string, (string?, string?, int?)>(StringComparer.Ordinal);
        foreach (var trunk in parts.Vdus[vdu.Id].List("trunk-port"))
        {
            foreach (var part in trunk.List("sub-port-list"))
            {
                if (part.Text("sub-port-cpd") is { } sub)
                {
                    result[sub] = (trunk.Text("parent-port-cpd"), part.Identity("segmentation-type"), part.Int("segmentation-id"));
                }
            }
        }

        return result;
    }

    private ExtCp? External(string id, YangNode node, List<VduCp> cps, IReadOnlyList<InternalVirtualLink> links, Dictionary<string, string> exposures)
    {
        Secure(node, id);
        var link = node.Text("int-virtual-link-desc");
        if (link is not null && !links.Any(l => l.Id == link))
        {
            context.Broken(node["int-virtual-link-desc"]!.At, $"the external connection point '{id}' is on the internal link '{link}', which is not there", link, links.Select(l => l.Id));
        }

        var behind = link is not null ? cps.Where(c => c.VirtualLinkId == link).Select(c => c.Id).ToList() : cps.Where(c => exposures.GetValueOrDefault(c.Id) == id).Select(c => c.Id).ToList();
        var shared = node.Any("vip-cpd", "virtual-cpd");
        if (shared?.Value is { } name && !parts.Vips.ContainsKey(name) && !parts.VirtualCps.ContainsKey(name))
        {
            context.Broken(shared.At, $"the external connection point '{id}' stands for '{name}', which is neither a vip-cpd nor a virtual-cpd", name, parts.Vips.Keys.Concat(parts.VirtualCps.Keys));
        }

        // a connection point of a VDU that this flavour does not have is none of the flavour
        if (link is null && shared is null && behind.Count == 0)
        {
            return null;
        }

        return new ExtCp
        {
            CpdId = id,
            VduCpIds = behind,
            InternalVirtualLinkId = link,
            LayerProtocols = Words.LayerProtocols(node),
            Mandatory = link is null && shared is null && cps.Any(c => behind.Contains(c.Id) && c.VirtualLinkId is null),
            Addressing = Words.Addressing(node),
            Description = node.Text("description"),
        };
    }

    private void Secure(YangNode node, string id)
    {
        foreach (var rule in node.Texts("security-group-rule-id"))
        {
            if (!SecurityTargets.TryGetValue(rule, out var targets))
            {
                SecurityTargets[rule] = targets = [];
            }

            if (!targets.Contains(id))
            {
                targets.Add(id);
            }
        }
    }

    private static InternalVirtualLink Link(string id, YangNode node, YangNode? profile)
    {
        var flavour = profile?.Text("flavour");
        var qos = node.List("flavour").FirstOrDefault(f => flavour is null || f.Text("id") == flavour)?["qos"];
        return new InternalVirtualLink
        {
            Id = id,
            Description = node.Text("description"),
            LayerProtocols = node["connectivity-type"] is { } type ? Words.LayerProtocols(type) : [],
            FlowPattern = node["connectivity-type"]?.Identity("flow-pattern"),
            MaxBitrate = Words.Bitrate(profile?.Any("max-bit-rate-requirements", "max-bitrate-requirements")),
            MinBitrate = Words.Bitrate(profile?.Any("min-bit-rate-requirements", "min-bitrate-requirements")),
            Qos = Words.Qos(qos),
            ProtocolData = Words.Protocols(profile),
            ExternallyManaged = node.Identity("externally-managed"),
            TestAccess = node.Texts("test-access"),
            MaintenanceInfo = Words.Maintenance(node),
            MonitoringParameters = Words.Monitoring(node, "monitoring-parameters"),
        };
    }
}
