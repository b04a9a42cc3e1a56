namespace NfvOrchestrator.Placement.Network;

/// <summary>
/// The network once per segment of a chain, one layer above the other, joined only where a service function takes traffic from one layer to the next.
/// A plain shortest path from the first to the last layer is then the best path over all functions in order.
/// </summary>
internal sealed class SearchSpace
{
    private readonly int[] jumpFrom;
    private readonly int[] jumpTo;

    public SearchSpace(NetworkGraph graph, PathRequest request, bool[] allowed)
    {
        Graph = graph;
        Allowed = allowed;
        DeviceCount = graph.Devices.Count;
        jumpFrom = request.Waypoints.Select(w => graph.DeviceIndex(w.In.DeviceId)).ToArray();
        jumpTo = request.Waypoints.Select(w => graph.DeviceIndex(w.Out.DeviceId)).ToArray();
        Start = graph.DeviceIndex(request.From.DeviceId);
        Goal = (jumpFrom.Length * DeviceCount) + graph.DeviceIndex(request.To.DeviceId);
        var primary = new double[graph.Links.Count];
        var secondary = new double[graph.Links.Count];
        for (var i = 0; i < primary.Length; i++)
        {
            primary[i] = graph.Links[i].Cost;
            secondary[i] = graph.Links[i].LatencyMicros;
        }
        Cost = primary;
        Latency = secondary;
    }

    public NetworkGraph Graph { get; }

    /// <summary>Per link: up, not excluded, wide enough.</summary>
    public bool[] Allowed { get; }

    public int DeviceCount { get; }

    public int States => (jumpFrom.Length + 1) * DeviceCount;

    public int Start { get; }

    public int Goal { get; }

    public double[] Cost { get; }

    public double[] Latency { get; }

    /// <summary>The state a service function leads to from here; -1 when none stands here.</summary>
    public int JumpFrom(int state)
    {
        var layer = state / DeviceCount;
        return layer < jumpFrom.Length && jumpFrom[layer] == state % DeviceCount ? ((layer + 1) * DeviceCount) + jumpTo[layer] : -1;
    }

    /// <summary>The state from which a service function leads here; -1 when none does.</summary>
    public int JumpInto(int state)
    {
        var layer = (state / DeviceCount) - 1;
        return layer >= 0 && jumpTo[layer] == state % DeviceCount ? (layer * DeviceCount) + jumpFrom[layer] : -1;
    }
}
