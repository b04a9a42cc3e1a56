namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>
/// The lab's metro network: four core switches in a ring with both diagonals' worth of redundancy through the edges, and four edge switches, each on two
/// cores. Edge ports are named after what is plugged in: <c>n3_sap</c> (radio side), <c>n6_sap</c> (data network), and per data centre
/// <c>vim-1.n3</c>, <c>vim-1.n6</c>, <c>vim-2.n3</c>, <c>vim-2.n6</c> (provider networks behind which the UPF's ports live).
/// </summary>
public static class LabTopology
{
    /// <summary>Device id of a core switch, 1 to 4.</summary>
    public static string Core(int number) => Device(number);

    /// <summary>Device id of an edge switch, 1 to 4.</summary>
    public static string Edge(int number) => Device(16 + number);

    /// <summary>Builds it.</summary>
    public static SimTopology Create()
    {
        var cables = new List<SimCable>();
        for (var i = 1; i <= 4; i++)
        {
            var next = (i % 4) + 1;
            cables.Add(new SimCable(Core(i), 1, Core(next), 2, 300));
            cables.Add(new SimCable(Edge(i), 1, Core(i), 3, 100));
            cables.Add(new SimCable(Edge(i), 2, Core(next), 4, 150));
        }
        var devices = new List<SimDevice>();
        for (var i = 1; i <= 4; i++)
        {
            devices.Add(new SimDevice(Core(i), $"core-{i}", [Trunk(1, "next"), Trunk(2, "prev"), Trunk(3, "edge-a"), Trunk(4, "edge-b")]));
        }
        for (var i = 1; i <= 4; i++)
        {
            string[] names = i switch
            {
                1 => ["n3_sap", "mgmt_sap"],
                2 => ["n6_sap", "n2_sap"],
                3 => ["vim-1.n3", "vim-1.n6", "vim-1.n4", "vim-1.n9"],
                _ => ["vim-2.n3", "vim-2.n6", "vim-2.n4", "vim-2.n9"],
            };
            devices.Add(new SimDevice(Edge(i), $"edge-{i}", [Trunk(1, "up-a"), Trunk(2, "up-b"), .. names.Select((name, at) => new SimPort(11 + at, name, 10_000))]));
        }
        return new SimTopology { Devices = devices, Cables = cables };
    }

    private static string Device(int number) => $"of:{number:x16}";

    private static SimPort Trunk(int number, string name) => new(number, name, 10_000);
}
