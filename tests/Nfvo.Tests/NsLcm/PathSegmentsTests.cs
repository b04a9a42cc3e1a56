using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Nfvo.NsLcm.Paths;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;
using LifecyclePath = NfvOrchestrator.Lifecycle.Resources.PathSpec;

namespace NfvOrchestrator.Nfvo.Tests.NsLcm;

public sealed class PathSegmentsTests
{
    private static readonly PathTags Tags = new() { Tenant = "t", InstanceId = "ns", NfpId = "nfp" };

    private static readonly LifecyclePath Chain = new()
    {
        NfpId = "nfp",
        BandwidthBps = 1000,
        Points = [new("sap_in", null, null), new(null, "vnf/upf/0", "n3"), new(null, "vnf/upf/0", "n6"), new("sap_out", null, null)],
    };

    /// <summary>A square a-b-d, a-c-d; the way over b is the shorter one. SAPs at a and d, the VNF at d.</summary>
    private static NetworkTopology Square { get; } = new()
    {
        ControllerId = "onos",
        Version = "1",
        ObservedAt = DateTimeOffset.UnixEpoch,
        Devices = [.. "abcd".Select(d => new NetworkDevice { Id = $"{d}", Name = $"{d}", State = NetworkState.UP })],
        Links = [.. Both("a", 1, "b", 1, 10), .. Both("b", 2, "d", 1, 10), .. Both("a", 2, "c", 1, 50), .. Both("c", 2, "d", 2, 50)],
        Attachments =
        [
            new NetworkAttachment { Id = "sap_in", Kind = AttachmentKind.SAP, Location = new ConnectPoint("a", "9"), State = NetworkState.UP },
            new NetworkAttachment { Id = "sap_out", Kind = AttachmentKind.SAP, Location = new ConnectPoint("a", "8"), State = NetworkState.UP },
            new NetworkAttachment { Id = "pop-n3", Kind = AttachmentKind.NFVI_POP, Location = new ConnectPoint("d", "9"), State = NetworkState.UP, VimId = "vim", Network = "n3" },
            new NetworkAttachment { Id = "elsewhere-n6", Kind = AttachmentKind.NFVI_POP, Location = new ConnectPoint("b", "7"), State = NetworkState.UP, VimId = "other", Network = "n6" },
            new NetworkAttachment { Id = "pop-n6", Kind = AttachmentKind.NFVI_POP, Location = new ConnectPoint("d", "8"), State = NetworkState.UP, VimId = "vim", Network = "n6" },
        ],
    };

    [Fact]
    public void A_chain_is_carried_between_functions_not_through_them()
    {
        var segments = PathSegments.Of(Chain);
        segments.Select(s => (s.From.SapId ?? s.From.CpdId, s.To.SapId ?? s.To.CpdId)).ShouldBe([("sap_in", "n3"), ("n6", "sap_out")]);
        PathSegments.KeyOf("ns", Chain, 1).ShouldBe("ns.nfp.1");

        var there = Compute(Square, 0);
        there.Hops.Select(h => $"{h.Device}/{h.InPort}-{h.OutPort}").ShouldBe(["a/9-1", "b/1-2", "d/1-9"]);
        (there.Ingress, there.Egress, there.BandwidthBps, there.Tags).ShouldBe((new ConnectPoint("a", "9"), new ConnectPoint("d", "9"), 1000, Tags));
        Compute(Square, 1).Hops.Select(h => $"{h.Device}/{h.InPort}-{h.OutPort}").ShouldBe(["d/8-1", "b/2-1", "a/1-8"]);
    }

    [Fact]
    public void A_link_or_a_device_that_is_down_is_avoided()
    {
        var linkDown = Square with { Links = [.. Square.Links.Select(l => l.Src.Device == "b" && l.Dst.Device == "d" ? l with { State = NetworkState.DOWN } : l)] };
        Compute(linkDown, 0).Hops.Select(h => h.Device).ShouldBe(["a", "c", "d"]);
        var deviceDown = Square with { Devices = [.. Square.Devices.Select(d => d.Id == "b" ? d with { State = NetworkState.DOWN } : d)] };
        Compute(deviceDown, 0).Hops.Select(h => h.Device).ShouldBe(["a", "c", "d"]);
        var cut = deviceDown with { Devices = [.. deviceDown.Devices.Select(d => d.Id == "c" ? d with { State = NetworkState.DOWN } : d)] };
        Should.Throw<PathImpossibleException>(() => Compute(cut, 0)).Message.ShouldContain("No way from 'sap_in' to 'pop-n3'");
    }

    [Fact]
    public void Links_without_room_are_avoided_and_what_does_not_fit_is_refused()
    {
        var full = Square with { Links = [.. Square.Links.Select(l => l.Src.Device == "a" && l.Dst.Device == "b" ? l with { ReservedBps = 9500 } : l)] };
        Compute(full, 0).Hops.Select(h => h.Device).ShouldBe(["a", "c", "d"]);
        Should.Throw<PathImpossibleException>(() => Compute(Square, 0, Chain with { BandwidthBps = 20_000 })).Message.ShouldContain("'nfp'");
        Compute(Square, 0, Chain with { MaxLatencyMicros = 20 }).MaxLatencyMicros.ShouldBe(20);
        Should.Throw<PathImpossibleException>(() => Compute(Square, 0, Chain with { MaxLatencyMicros = 19 }));
        // The way that has the room takes too long.
        Should.Throw<PathImpossibleException>(() => Compute(full, 0, Chain with { MaxLatencyMicros = 20 }));
    }

    [Fact]
    public void A_point_that_is_not_attached_is_named_with_those_that_are()
    {
        var bare = Square with { Attachments = [Square.Attachments[0]] };
        var said = Should.Throw<PathImpossibleException>(() => Compute(bare, 0)).Message;
        said.ShouldContain("'n3'");
        said.ShouldContain("vnf/upf/0");
        said.ShouldContain("it has: sap_in");
        Should.Throw<PathImpossibleException>(() => Compute(Square with { Attachments = [] }, 0)).Message.ShouldContain("the SAP 'sap_in'");
    }

    private static Sdn.Paths.PathSpec Compute(NetworkTopology topology, int segment, LifecyclePath? path = null)
        => PathSegments.Compute(topology, path ?? Chain, PathSegments.Of(path ?? Chain)[segment], "vim", Tags);

    private static NetworkLink[] Both(string a, int aPort, string b, int bPort, long latency) =>
        [Link(new ConnectPoint(a, $"{aPort}"), new ConnectPoint(b, $"{bPort}"), latency), Link(new ConnectPoint(b, $"{bPort}"), new ConnectPoint(a, $"{aPort}"), latency)];

    private static NetworkLink Link(ConnectPoint from, ConnectPoint to, long latency)
        => new() { Id = NetworkLink.IdOf(from, to), Src = from, Dst = to, CapacityBps = 10_000, LatencyMicros = latency, State = NetworkState.UP };
}
