using System.Net;
using System.Net.Sockets;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>A TCP line to a service that can be cut, and can go dead.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Uri to;
    private readonly Task accepting;
    private CancellationTokenSource lines = new();
    private volatile bool cut;
    private volatile bool dead;

    private Cable(Uri to)
    {
        this.to = to;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public static Cable To(Uri service) => new(service);

    /// <summary>All connections break, and new ones break at once.</summary>
    public void Cut()
    {
        cut = true;
        Hang();
    }

    /// <summary>All connections break; new ones are made, and nothing comes back on them.</summary>
    public void GoDead()
    {
        dead = true;
        Hang();
    }

    /// <summary>It is whole again; what went dead stays dead.</summary>
    public void Mend() => cut = dead = false;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Hang();
        listener.Stop();
        await accepting;
        end.Dispose();
        lines.Dispose();
    }

    private void Hang()
    {
        var all = Interlocked.Exchange(ref lines, new CancellationTokenSource());
        all.Cancel();
        all.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync(end.Token), lines.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient caller, CancellationToken line)
    {
        using (caller)
        {
            if (cut)
            {
                caller.LingerState = new LingerOption(enable: true, seconds: 0);
                return;
            }
            try
            {
                if (dead)
                {
                    await Task.Delay(Timeout.Infinite, line);
                }
                using var service = new TcpClient();
                await service.ConnectAsync(IPAddress.Loopback, to.Port, line);
                await Task.WhenAny(caller.GetStream().CopyToAsync(service.GetStream(), line), service.GetStream().CopyToAsync(caller.GetStream(), line));
            }
            catch (Exception broken) when (broken is OperationCanceledException or SocketException or IOException)
            {
                // That is what it is for.
            }
        }
    }
}
