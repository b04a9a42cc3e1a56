using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>
/// A TCP proxy that lets a request through and, when its answer arrives, cuts the connection instead of passing it on: the request was carried out, and nobody was told. Rules are a beginning of the request
/// line, e.g. <c>POST /v2.1/servers</c>, each good for a number of requests.
/// </summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, int> rules = new(StringComparer.Ordinal);
    private readonly string host;
    private readonly int port;
    private int cut;

    public CutProxy(Uri upstream)
    {
        host = upstream.Host;
        port = upstream.Port;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The proxy's own root.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Answers that were cut.</summary>
    public int Cut => Volatile.Read(ref cut);

    /// <summary>What becomes of a request, by its first line; asked for each that no rule is about.</summary>
    public Func<string, CutAction>? Judge { get; set; }

    public void CutAnswersOf(string requestLine, int times) => rules[requestLine] = times;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var downstream = client;
        using var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await upstream.ConnectAsync(host, port, stop.Token);
            var doomed = false;
            var there = Task.Run(async () =>
            {
                var buffer = new byte[64 * 1024];
                int read;
                while ((read = await downstream.ReceiveAsync(buffer, stop.Token)) > 0)
                {
                    switch (ActionOf(buffer.AsSpan(0, Math.Min(read, 256))))
                    {
                        case CutAction.CutAnswer:
                            Volatile.Write(ref doomed, true);
                            break;
                        case CutAction.Refuse:
                            await RefuseAsync(downstream, buffer, read);
                            upstream.Dispose();
                            return;
                    }
                    await SendAsync(upstream, buffer.AsMemory(0, read));
                }
                upstream.Shutdown(SocketShutdown.Send);
            });
            var back = new byte[64 * 1024];
            int got;
            while ((got = await upstream.ReceiveAsync(back, stop.Token)) > 0)
            {
                if (Volatile.Read(ref doomed))
                {
                    Interlocked.Increment(ref cut);
                    downstream.LingerState = new LingerOption(true, 0); // a reset, not a polite end
                    return;
                }
                await SendAsync(downstream, back.AsMemory(0, got));
            }
            await there.WaitAsync(TimeSpan.FromSeconds(1), stop.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException or TimeoutException)
        {
            // one of the two went away: so do we
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await to.SendAsync(bytes, stop.Token)..];
        }
    }

    private CutAction ActionOf(ReadOnlySpan<byte> head)
    {
        if (Matches(head))
        {
            return CutAction.CutAnswer;
        }
        if (Judge is not { } judge || head.Length < 8 || !char.IsAsciiLetterUpper((char)head[0]))
        {
            return CutAction.Pass; // not the beginning of a request
        }
        var text = Encoding.ASCII.GetString(head);
        var end = text.IndexOf(" HTTP/1.1", StringComparison.Ordinal);
        return end > 0 ? judge(text[..end]) : CutAction.Pass;
    }

    /// <summary>Answers for the server, which never sees the request.</summary>
    private async Task RefuseAsync(Socket downstream, byte[] buffer, int read)
    {
        var head = Encoding.ASCII.GetString(buffer, 0, read);
        var end = head.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = System.Text.RegularExpressions.Regex.Match(head, "content-length: (\\d+)", System.Text.RegularExpressions.RegexOptions.IgnoreCase | System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var left = end < 0 || !length.Success ? 0 : int.Parse(length.Value.AsSpan(16), System.Globalization.CultureInfo.InvariantCulture) - (read - end - 4);
        while (left > 0 && await downstream.ReceiveAsync(buffer, stop.Token) is > 0 and var more)
        {
            left -= more;
        }
        const string Body = """{"forbidden":{"code":403,"message":"the proxy does not feel like it"}}""";
        await SendAsync(downstream, Encoding.ASCII.GetBytes($"HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: {Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)}\r\nConnection: close\r\n\r\n{Body}"));
        downstream.Shutdown(SocketShutdown.Send);
    }

    private bool Matches(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        foreach (var (rule, left) in rules)
        {
            if (left > 0 && text.StartsWith(rule, StringComparison.Ordinal) && (text.Length == rule.Length || text[rule.Length] is ' ' or '?'))
            {
                rules[rule] = left - 1;
                return true;
            }
        }
        return false;
    }
}
