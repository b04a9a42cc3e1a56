using System.Net;
using System.Net.Sockets;

namespace NfvOrchestrator.Chaos;

/// <summary>One TCP address before several servers: connections go to them in turn, to another one where one does not listen. What a cluster's service address does.</summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly IReadOnlyList<int> ports;
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;
    private int turn;

    public Forwarder(IReadOnlyList<int> ports)
    {
        this.ports = ports;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // The end of the run.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var from = client;
        for (var attempt = 0; attempt < ports.Count; attempt++)
        {
            using var to = new TcpClient { NoDelay = true };
            try
            {
                await to.ConnectAsync(IPAddress.Loopback, ports[(Interlocked.Increment(ref turn) & int.MaxValue) % ports.Count], end.Token);
            }
            catch (SocketException)
            {
                continue;
            }
            from.NoDelay = true;
            try
            {
                // When one side is over, both are: a killed server must look killed.
                await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream(), end.Token), to.GetStream().CopyToAsync(from.GetStream(), end.Token));
            }
            catch (Exception over) when (over is IOException or OperationCanceledException or SocketException)
            {
                // As above.
            }
            return;
        }
    }
}
