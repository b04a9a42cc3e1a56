using System.Text.Json.Serialization;

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>What a node of a target state is. Every lifecycle operation, of a VNF or of a network service, is a change of a graph of these.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceKind>))]
public enum ResourceKind
{
    /// <summary>A virtual network in the VIM.</summary>
    Network,

    /// <summary>A set of packet filter rules for ports.</summary>
    SecurityGroup,

    /// <summary>A server group that carries an affinity or anti-affinity rule.</summary>
    AffinityGroup,

    /// <summary>A volume.</summary>
    Storage,

    /// <summary>A port on a network.</summary>
    Port,

    /// <summary>A server.</summary>
    Compute,

    /// <summary>A VNF instance that another VNFM operation brings up.</summary>
    ChildVnf,

    /// <summary>A forwarding path through the SDN controller.</summary>
    Path,

    /// <summary>A snapshot of a server's disk or of a volume.</summary>
    Snapshot,

    /// <summary>A point in a plan that is passed when servers are healthy; not a resource of an instance.</summary>
    Gate,

    /// <summary>No resource: something done to the instance around the change of its resources.</summary>
    Action,
}
