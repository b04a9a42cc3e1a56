using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NfvOrchestrator.Integration;

/// <summary>A VNFM as a process of its own, set up by its command line as an operator would.</summary>
internal sealed class VnfmProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> output = [];

    private VnfmProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it said so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
            {
                return string.Join('\n', output);
            }
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="settings">Its configuration.</param>
    /// <param name="port">Where it shall listen; 0: a free port.</param>
    public static async Task<VnfmProcess> StartAsync(IReadOnlyDictionary<string, string> settings, int port = 0)
    {
        if (port == 0)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        var address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "NfvOrchestrator.Vnfm.dll"), "--urls", address.AbsoluteUri }.Concat(settings.Select(s => $"--{s.Key}={s.Value}")))
        {
            start.ArgumentList.Add(argument);
        }
        var started = new VnfmProcess(Process.Start(start) ?? throw new InvalidOperationException("The VNFM did not start."), address);
        using var client = new HttpClient { BaseAddress = address };
        await TestKit.Eventually.HoldsAsync(
            async () =>
            {
                if (started.process.HasExited)
                {
                    Assert.Fail($"The VNFM ended by itself:\n{started.Output}");
                }
                try
                {
                    using var ready = await client.GetAsync(new Uri("health/ready", UriKind.Relative));
                    return ready.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the VNFM process is ready",
            TimeSpan.FromMinutes(1));
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (output)
        {
            if (line is not null && output.Count < 2000)
            {
                output.Add(line);
            }
        }
    }
}
