using System.Collections.Frozen;
using System.Globalization;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>
/// What the SecurityGroupRule policies of a descriptor mean for one connection point. SOL001 §6.10.10 says what passes, not what else does: in a direction that no rule speaks of nothing is
/// filtered, so that a VNF that protects an entry can still speak.
/// </summary>
internal static class SecurityRules
{
    private const int LastPort = 65535;

    private static readonly bool[] IngressAndEgress = [false, true];

    /// <summary>The keywords of the IANA registry, as SOL001 spells them, by number from 0; empty where SOL001 has none.</summary>
    private static readonly string[] Keywords =
    [
        "hopopt", "icmp", "igmp", "ggp", "ipv4", "st", "tcp", "cbt", "egp", "igp", "bbn_rcc_mon", "nvp_ii", "pup", "argus", "emcon", "xnet", "chaos", "udp", "mux", "dcn_meas",
        "hmp", "prm", "xns_idp", "trunk_1", "trunk_2", "leaf_1", "leaf_2", "rdp", "irtp", "iso_tp4", "netblt", "mfe_nsp", "merit_inp", "dccp", "3pc", "idpr", "xtp", "ddp", "idpr_cmtp", "tp++",
        "il", "ipv6", "sdrp", "ipv6_route", "ipv6_frag", "idrp", "rsvp", "gre", "dsr", "bna", "esp", "ah", "i_nlsp", "swipe", "narp", "mobile", "tlsp", "skip", "ipv6_icmp", "ipv6_no_nxt",
        "ipv6_opts", "", "cftp", "", "sat_expak", "kryptolan", "rvd", "ippc", "", "sat_mon", "visa", "ipcv", "cpnx", "cphb", "wsn", "pvp", "br_sat_mon", "sun_nd", "wb_mon", "wb_expak",
        "iso_ip", "vmtp", "secure_vmtp", "vines", "iptm", "nsfnet_igp", "dgp", "tcf", "eigrp", "ospfigp", "sprite_rpc", "larp", "mtp", "ax.25", "ipip", "micp", "scc_sp", "etherip", "encap", "",
        "gmtp", "ifmp", "pnni", "pim", "aris", "scps", "qnx", "a/n", "ip_comp", "snp", "compaq_peer", "ipx_in_ip", "vrrp", "pgm", "", "l2tp", "ddx", "iatp", "stp", "srp",
        "uti", "smp", "sm", "ptp", "isis", "fire", "crtp", "crudp", "sscopmce", "iplt", "sps", "pipe", "sctp", "fc", "rsvp_e2e_ignore", "mobility", "udp_lite", "mpls_in_ip", "manet", "hip",
        "shim6", "wesp", "rohc",
    ];

    private static readonly FrozenDictionary<string, int> Numbers =
        Keywords.Select((keyword, number) => (keyword, number)).Where(k => k.keyword.Length > 0).ToFrozenDictionary(k => k.keyword, k => k.number, StringComparer.OrdinalIgnoreCase);

    /// <summary>The rules of a port to which some policies apply; empty when none does.</summary>
    public static IReadOnlyList<SecurityRuleSpec> Of(IEnumerable<SecurityGroupRule> policies)
    {
        var rules = policies.Select(Rule).Distinct().ToList();
        if (rules.Count == 0)
        {
            return [];
        }
        foreach (var open in IngressAndEgress.Where(egress => !rules.Exists(r => r.Egress == egress)).ToList())
        {
            rules.Add(new SecurityRuleSpec(open, 4, null, null, null));
            rules.Add(new SecurityRuleSpec(open, 6, null, null, null));
        }
        return rules;
    }

    private static SecurityRuleSpec Rule(SecurityGroupRule policy)
    {
        var version = policy.EtherType.EndsWith('6') ? 6 : 4;
        var protocol = Protocol(policy.Protocol, version);
        // Only these have ports; and all ports are the same as none named.
        var ports = protocol is "tcp" or "udp" or "sctp" && !(policy.PortRangeMin <= 1 && policy.PortRangeMax >= LastPort);
        return new SecurityRuleSpec(
            string.Equals(policy.Direction, "egress", StringComparison.OrdinalIgnoreCase),
            version,
            protocol,
            ports ? Math.Max(1, policy.PortRangeMin) : null,
            ports ? policy.PortRangeMax : null);
    }

    /// <summary>As the VIM contract spells it. A keyword that nobody knows stays, and is refused there by its name.</summary>
    private static string Protocol(string keyword, int version) => keyword.ToLowerInvariant() switch
    {
        "tcp" or "udp" or "sctp" => keyword.ToLowerInvariant(),
        "icmp" when version == 6 => "icmpv6",
        "icmp" => "icmp",
        "ipv6_icmp" or "icmpv6" => "icmpv6",
        _ => Numbers.TryGetValue(keyword.Replace('-', '_'), out var number) ? number.ToString(CultureInfo.InvariantCulture) : keyword,
    };
}
