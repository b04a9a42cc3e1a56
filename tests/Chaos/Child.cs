using System.Diagnostics;

namespace NfvOrchestrator.Chaos;

/// <summary>A child process of this program that can be killed at any moment and started again with the same arguments.</summary>
internal sealed class Child(string verb, VictimOptions options, string log) : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(2);

    private Process? process;

    /// <summary>Where it listens.</summary>
    public int Port => options.Port;

    /// <summary>Starts it; ends when it serves.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Launch();
        await ReadyAsync(cancellationToken);
    }

    /// <summary>Starts it, without waiting until it serves.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[] { "exec", typeof(Child).Assembly.Location, verb }.Concat(options.ToArguments()))
        {
            start.ArgumentList.Add(argument);
        }
        process = Process.Start(start) ?? throw new InvalidOperationException($"The child '{verb}' did not start.");
        process.ErrorDataReceived += (_, e) => Append(e.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until it serves.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartWithin);
        while (await process!.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line == Victims.Ready)
            {
                return;
            }
            Append(line);
        }
        throw new InvalidOperationException($"The child '{verb}' ended before it served; its words are in {log}.");
    }

    /// <summary>SIGKILL to exactly this process; ends when it is gone.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
            process = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();

    private void Append(string? line)
    {
        if (line is not null)
        {
            lock (this)
            {
                File.AppendAllText(log, line + Environment.NewLine);
            }
        }
    }
}
