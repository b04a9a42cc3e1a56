using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Simulator;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn.Tests.Support;

/// <summary>Paths over the lab topology: from <c>n3_sap</c> (edge-1) to <c>vim-1.n3</c> (edge-3).</summary>
internal static class LabPaths
{
    public static readonly ConnectPoint N3Sap = new(LabTopology.Edge(1), "11");
    public static readonly ConnectPoint Vim1N3 = new(LabTopology.Edge(3), "11");

    /// <summary>edge-1, core-1, core-4, edge-3.</summary>
    public static PathSpec OverCore1(string tenant = "t1", TrafficSelector? selector = null) => Spec(tenant, selector,
        new(LabTopology.Edge(1), "11", "1"), new(LabTopology.Core(1), "3", "2"), new(LabTopology.Core(4), "1", "4"), new(LabTopology.Edge(3), "2", "11"));

    /// <summary>edge-1, core-2, core-3, edge-3.</summary>
    public static PathSpec OverCore2(string tenant = "t1", TrafficSelector? selector = null) => Spec(tenant, selector,
        new(LabTopology.Edge(1), "11", "2"), new(LabTopology.Core(2), "4", "1"), new(LabTopology.Core(3), "2", "3"), new(LabTopology.Edge(3), "1", "11"));

    private static PathSpec Spec(string tenant, TrafficSelector? selector, params PathHop[] hops) => new()
    {
        Ingress = N3Sap,
        Egress = Vim1N3,
        Hops = hops,
        Selector = selector ?? new TrafficSelector { DestinationPrefix = "10.45.0.0/16" },
        BandwidthBps = 1_000_000_000,
        MaxLatencyMicros = 2000,
        Tags = new PathTags { Tenant = tenant, InstanceId = $"ns-{tenant}", NfpId = "nfp-1" },
    };
}
