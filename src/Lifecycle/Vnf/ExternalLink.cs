using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>An external virtual link a VNF is attached to (SOL003 §4.4.1.11 ExtVirtualLinkData, resolved and merged over the operations).</summary>
public sealed record ExternalLink
{
    /// <summary>Identifier chosen by the NFVO.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the network in the VIM.</summary>
    public required string NetworkId { get; init; }

    /// <summary>VIM connection of the network; null: the VNF's own.</summary>
    public string? VimConnectionId { get; init; }

    /// <summary>
    /// The external CPDs (or names of virtual link requirements) to attach, each with the configuration of its instances in their order: the first entry is that of the first
    /// VNFC. Instances beyond the entries are configured like the last one, without what only one port can have (addresses, MAC address, a provided port).
    /// </summary>
    public required IReadOnlyList<VnfExtCpData> ExtCps { get; init; }

    /// <summary>Ports that were provided with the link: identifier (linkPortId) to identifier in the VIM.</summary>
    public IReadOnlyDictionary<string, string> LinkPorts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Names of <see cref="ExtCps"/>.</summary>
    [JsonIgnore]
    public IEnumerable<string> CpdIds => ExtCps.Select(c => c.CpdId);
}
