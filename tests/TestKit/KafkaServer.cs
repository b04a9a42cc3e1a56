using System.Diagnostics;
using Confluent.Kafka;
using NfvOrchestrator.Platform.Messaging;

namespace NfvOrchestrator.TestKit;

/// <summary>
/// A Kafka for tests: the one named by KAFKA_BOOTSTRAP_SERVERS; else a real broker from the shared folder's kafka-lab (one test process of the machine at a time: its ports are
/// fixed); else the broker inside librdkafka, which keeps nothing on disk; else none, with the reason.
/// </summary>
public sealed class KafkaServer : IAsyncDisposable
{
    private readonly string? script;
    private readonly string? state;
    private readonly FileStream? machineLock;
    private readonly IDisposable? mock;

    private KafkaServer(string bootstrapServers, string description, string? script = null, string? state = null, FileStream? machineLock = null, IDisposable? mock = null)
    {
        (BootstrapServers, Description, this.script, this.state, this.machineLock, this.mock) = (bootstrapServers, description, script, state, machineLock, mock);
    }

    /// <summary>Where clients begin.</summary>
    public string BootstrapServers { get; }

    /// <summary>The listener that asks for SASL PLAIN (<c>nfv</c>/<c>lab-secret</c>); null where there is none.</summary>
    public string? SaslBootstrapServers => script is null ? null : "127.0.0.1:19094";

    /// <summary>What stands behind it, for the test output.</summary>
    public string Description { get; }

    /// <summary>Whether the broker can be killed and brought back with its data.</summary>
    public bool CanCrash => script is not null;

    /// <summary>The server, or null with the reason why there is none.</summary>
    public static async Task<(KafkaServer? Server, string Reason)> StartAsync()
    {
        if (!KafkaNative.IsAvailable)
        {
            return (null, "librdkafka is not installed (Debian, Ubuntu: apt-get install librdkafka1).");
        }
        KafkaNative.EnsureLoaded();
        if (Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP_SERVERS") is { Length: > 0 } named)
        {
            return (new KafkaServer(named, "Kafka named by KAFKA_BOOTSTRAP_SERVERS: " + named), "");
        }
        var lab = SharedFolder.Find("servers", "kafka", "kafka-lab");
        if (lab is not null && HasJava())
        {
            return (await StartLabAsync(lab), "");
        }
        return (StartMock(), "");
    }

    /// <summary>Kills the broker as a power cut would.</summary>
    public Task CrashAsync() => RunAsync("crash", "1");

    /// <summary>Brings it back with its data; returns when it is ready.</summary>
    public Task RestartAsync() => RunAsync("start");

    public async ValueTask DisposeAsync()
    {
        mock?.Dispose();
        if (script is not null)
        {
            await RunAsync("wipe");
        }
        if (machineLock is not null)
        {
            await machineLock.DisposeAsync();
        }
    }

    private static async Task<KafkaServer> StartLabAsync(string lab)
    {
        var held = await LockAsync();
        var folder = Path.Combine(Path.GetTempPath(), "nfv-kafka-" + Guid.NewGuid().ToString("N"));
        var server = new KafkaServer("127.0.0.1:19092", "Apache Kafka from " + lab, lab, folder, held);
        try
        {
            await server.RunAsync("start");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<FileStream> LockAsync()
    {
        FileStream? held = null;
        await Eventually.HoldsAsync(
            () =>
            {
                try
                {
                    held = new FileStream(Path.Combine(Path.GetTempPath(), "nfv-kafka-lab.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                    return true;
                }
                catch (IOException)
                {
                    return false; // another test process has the ports
                }
            },
            "another test process keeps the kafka-lab (see nfv-kafka-lab.lock in the temporary folder)",
            TimeSpan.FromMinutes(5));
        return held!;
    }

    private static KafkaServer StartMock()
    {
        var config = new ProducerConfig { BootstrapServers = "mock" };
        config.Set("test.mock.num.brokers", "1");
        var producer = new ProducerBuilder<Null, Null>(config).Build();
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        var broker = admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers[0];
        return new KafkaServer($"{broker.Host}:{broker.Port}", "the broker inside librdkafka (no Kafka on this machine: nothing on disk, no crash test)", mock: producer);
    }

    private static bool HasJava()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => d.Length > 0 && File.Exists(Path.Combine(d, "java")));

    private async Task RunAsync(params string[] arguments)
    {
        // Not redirected to us: the broker inherits the script's output and would keep our pipe open.
        var start = new ProcessStartInfo("bash") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("\"$0\" \"$@\" >>\"$KAFKA_LAB_DIR.log\" 2>&1 </dev/null");
        start.ArgumentList.Add(script!);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["KAFKA_LAB_DIR"] = state!;
        start.Environment["KAFKA_LAB_HEAP"] = "256m";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        var log = state + ".log";
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"kafka-lab {string.Join(' ', arguments)} failed: {await File.ReadAllTextAsync(log)}");
        }
        if (arguments[0] == "wipe")
        {
            File.Delete(log);
        }
    }
}
