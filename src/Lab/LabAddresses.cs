using System.Net;
using System.Net.Sockets;

namespace NfvOrchestrator.Lab;

/// <summary>Where the services of a lab listen; all on loopback.</summary>
public sealed record LabAddresses
{
    /// <summary>NFVO and token endpoint.</summary>
    public required Uri Nfvo { get; init; }

    /// <summary>The VNFMs; clients use the first.</summary>
    public required IReadOnlyList<Uri> Vnfms { get; init; }

    /// <summary>VIM adapter (simulator).</summary>
    public required Uri Vim { get; init; }

    /// <summary>SDN adapter.</summary>
    public required Uri Sdn { get; init; }

    /// <summary>Simulated network with the ONOS REST API.</summary>
    public required Uri Network { get; init; }

    /// <summary>Assurance.</summary>
    public required Uri Assurance { get; init; }

    /// <summary>The VNFM.</summary>
    public Uri Vnfm => Vnfms[0];

    /// <summary>Takes ports from <paramref name="firstPort"/> on where they are free, any free ones otherwise.</summary>
    public static LabAddresses Choose(int firstPort, int vnfms)
    {
        var count = 5 + vnfms;
        var ports = Free(firstPort, count);
        Uri At(int index) => new($"http://127.0.0.1:{ports[index]}/");
        return new LabAddresses
        {
            Nfvo = At(0),
            Vim = At(1),
            Sdn = At(2),
            Network = At(3),
            Assurance = At(4),
            Vnfms = [.. Enumerable.Range(5, vnfms).Select(At)],
        };
    }

    private static int[] Free(int first, int count)
    {
        var held = new List<Socket>();
        try
        {
            var wanted = first == 0 ? new int[count] : [.. Enumerable.Range(first, count)];
            try
            {
                return Hold(held, wanted);
            }
            catch (SocketException) when (first != 0)
            {
                return Hold(held, new int[count]);
            }
        }
        finally
        {
            held.ForEach(s => s.Dispose());
        }
    }

    private static int[] Hold(List<Socket> held, int[] wanted)
    {
        held.ForEach(s => s.Dispose());
        held.Clear();
        foreach (var port in wanted)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            held.Add(socket);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        return [.. held.Select(s => ((IPEndPoint)s.LocalEndPoint!).Port)];
    }
}
