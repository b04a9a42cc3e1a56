using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>External connectivity of a request (SOL003 §4.4.1.11) in the form that target states are built from. Pure.</summary>
internal static class ConnectionReader
{
    /// <summary>Reads external virtual links.</summary>
    public static IReadOnlyList<ExternalLink> Read(IReadOnlyList<ExtVirtualLinkData>? links)
        => [.. (links ?? []).Select(l => new ExternalLink
        {
            Id = l.Id,
            NetworkId = l.ResourceId,
            VimConnectionId = l.VimConnectionId,
            CpdIds = [.. l.ExtCps.Select(c => c.CpdId)],
            FixedAddresses = l.ExtCps
                .Select(c => (c.CpdId, Addresses: Addresses(c.CpConfig)))
                .Where(c => c.Addresses.Count > 0)
                .GroupBy(c => c.CpdId, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.SelectMany(c => c.Addresses)], StringComparer.Ordinal),
        })];

    private static List<string> Addresses(IReadOnlyDictionary<string, Sol.Common.VnfExtCpConfig?>? configs)
        => [.. (configs?.Values ?? []).OfType<Sol.Common.VnfExtCpConfig>()
            .SelectMany(c => c.CpProtocolData ?? [])
            .SelectMany(p => p.IpOverEthernet?.IpAddresses ?? [])
            .SelectMany(a => a.FixedAddresses ?? [])];
}
