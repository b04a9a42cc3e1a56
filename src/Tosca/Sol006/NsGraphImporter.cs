using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>Forwarding graphs of a SOL006 NSD: in the form of the standard (nfp-position-element) and in OSM's (cp-profile-id, match-attributes).</summary>
internal sealed class NsGraphImporter(Sol006Context context, YangNode nsd, List<VnfProfile> vnfs, List<PnfProfile> pnfs, List<NestedNsProfile> nested, List<NsVirtualLink> links)
{
    public List<Vnffg> Build() => nsd.List("vnffgd").Where(g => g.Text("id") is not null).Select(g => new Vnffg
    {
        Id = g.Text("id")!,
        Description = g.Text("description"),
        VnfProfileIds = g.Texts("vnf-profile-id").Concat(g.Texts("pnf-profile-id")).Concat(g.Texts("nested-ns-profile-id")).ToList(),
        VirtualLinkIds = g.Texts("virtual-link-profile-id").Where(l => links.Exists(x => x.Id == l)).ToList(),
        Nfps = g.List("nfpd").Where(n => n.Text("id") is not null).Select(n => Nfp(g, n)).ToList(),
    }).ToList();

    private Nfp Nfp(YangNode graph, YangNode node)
    {
        var id = node.Text("id")!;
        var positions = node.List("position-desc").Concat(node.List("position-desc-id")).Select((p, i) => Position(graph, p, i)).OfType<NfpPosition>().ToList();
        if (positions.Count < 2)
        {
            context.Diagnostics.Error("TOSCA0402", node.At, $"forwarding path '{id}' has {positions.Count} usable position(s); it needs at least two", "SOL006 §6");
        }

        return new Nfp
        {
            Id = id,
            Description = node.Text("description"),
            Positions = positions,
            Rule = Rule(node, id),
        };
    }

    private NfpPosition? Position(YangNode graph, YangNode node, int index)
    {
        var elements = new List<NfpPositionElement>();
        foreach (var name in node.Texts("nfp-position-element-id"))
        {
            var element = graph.List("nfp-position-element").FirstOrDefault(e => e.Text("id") == name);
            if (element is null)
            {
                context.Diagnostics.Error("TOSCA0402", node.At, $"a position names the element '{name}', which is not there", "SOL006 §6", DidYouMean.Hint(name, graph.List("nfp-position-element").Select(e => e.Text("id")).OfType<string>()));
            }
            else if (element["desc"] is { } desc && Point(desc) is { } point)
            {
                elements.Add(new NfpPositionElement { Id = name, Ingress = point, Egress = point });
            }
        }

        foreach (var profile in node.List("cp-profile-id").SelectMany(c => c.List("constituent-profile-elements")))
        {
            var vnf = profile.Text("constituent-base-element-id");
            var (ingress, egress) = (Checked(profile, vnf, profile.Text("ingress-constituent-cpd-id")), Checked(profile, vnf, profile.Text("egress-constituent-cpd-id")));
            _ = profile.Int("order");
            if ((ingress ?? egress) is { } some)
            {
                elements.Add(new NfpPositionElement { Id = profile.Text("id") ?? $"element-{elements.Count}", Ingress = ingress ?? some, Egress = egress ?? some });
            }
        }

        return elements.Count == 0 ? null : new NfpPosition
        {
            Id = node.Text("id") ?? $"position-{index}",
            ForwardingBehaviour = node.Identity("forwarding-behaviour"),
            ForwardingBehaviourParameters = node.Text("forwarding-behavior-input-parameters") is { } parameters ? new Dictionary<string, string>(StringComparer.Ordinal) { ["parameters"] = parameters } : new Dictionary<string, string>(StringComparer.Ordinal),
            Elements = elements,
        };
    }

    private NfpEndpoint? Point(YangNode desc)
    {
        var profile = desc["vnf-profile"]?.Text("vnf-profile-id") ?? desc["pnf-profile"]?.Text("pnf-profile-id") ?? desc["ns-profile"]?.Text("ns-profile-id");
        var cp = desc["vnf"]?.Text("cpd-id") ?? desc["pnf"]?.Text("pnf-cpd-id") ?? desc["ns"]?.Text("sap-cpd-id");
        _ = desc["vnf"]?.Text("vnfd-id") ?? desc["pnf"]?.Text("pnfd-id") ?? desc["ns"]?.Text("nsd-id");
        return Checked(desc, profile, cp);
    }

    private NfpEndpoint? Checked(YangNode at, string? profile, string? cp)
    {
        var wiring = vnfs.Find(v => v.ProfileId == profile)?.VirtualLinkConnectivity ?? pnfs.Find(p => p.ProfileId == profile)?.VirtualLinkConnectivity ?? nested.Find(n => n.ProfileId == profile)?.VirtualLinkConnectivity;
        var wired = wiring?.SelectMany(w => w.ExtCpdIds).ToList();
        if (profile is not null && cp is not null && wired?.Contains(cp, StringComparer.Ordinal) == true)
        {
            return new NfpEndpoint(profile, cp, null);
        }

        context.Diagnostics.Error("TOSCA0402", at.At, wired is null ? $"a forwarding path passes '{profile}', which is no constituent of the flavour" : $"a forwarding path passes '{profile}' at '{cp}', which is not wired; wired are {string.Join(", ", wired)}", "SOL006 §6");
        return null;
    }

    private NfpRule? Rule(YangNode node, string id)
    {
        var match = node.List("match-attributes") is [var first, ..] ? first : null;
        if (match is null)
        {
            if (node["rule"] is { Value: { Length: > 0 } text } rule)
            {
                context.Loss(rule.At, $"forwarding path '{id}' has the rule '{text}' in no defined language; all traffic takes the path", "write match-attributes, or a NfpRule in a SOL001 package");
            }

            return null;
        }

        foreach (var more in node.List("match-attributes").Skip(1))
        {
            context.Loss(more.At, $"forwarding path '{id}' has several rules; the first one counts");
        }

        return new NfpRule
        {
            Id = match.Text("id") ?? $"{id}-rule",
            EtherType = "ipv4",
            Protocol = Protocol(match.Text("ip-proto")),
            SourceIpAddressPrefix = match.Text("source-ip-address"),
            DestinationIpAddressPrefix = match.Text("destination-ip-address"),
            SourcePortRange = match.Int("source-port") is { } s ? new PortRange(s, s) : null,
            DestinationPortRange = match.Int("destination-port") is { } d ? new PortRange(d, d) : null,
        };
    }

    private static string? Protocol(string? number) => number switch
    {
        "1" => "icmp",
        "6" => "tcp",
        "17" => "udp",
        "132" => "sctp",
        "50" => "esp",
        "47" => "gre",
        _ => number,
    };
}
