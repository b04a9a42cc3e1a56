using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NfvOrchestrator.TestKit;

/// <summary>A service as a process of its own, set up by its command line as an operator would.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> output = [];

    private ServiceProcess(Process process, Uri address)
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
    /// <param name="program">Name of its assembly, which is beside that of the test.</param>
    /// <param name="settings">Its configuration.</param>
    /// <param name="port">Where it shall listen; 0: a free port.</param>
    public static async Task<ServiceProcess> StartAsync(string program, IReadOnlyDictionary<string, string> settings, int port = 0)
    {
        if (port == 0)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        var address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, program + ".dll"), "--urls", address.AbsoluteUri }.Concat(settings.Select(s => $"--{s.Key}={s.Value}")))
        {
            start.ArgumentList.Add(argument);
        }
        var started = new ServiceProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."), address);
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.HoldsAsync(
            async () =>
            {
                if (started.process.HasExited)
                {
                    throw new InvalidOperationException($"{program} ended by itself:\n{started.Output}");
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
            $"{program} is ready",
            TimeSpan.FromMinutes(1));
        return started;
    }

    /// <summary>Kills it, as a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
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
