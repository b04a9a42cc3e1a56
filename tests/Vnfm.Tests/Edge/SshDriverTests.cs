using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vnfm.Management;
using NfvOrchestrator.Vnfm.Management.Drivers;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>The driver <c>ssh</c> against a real sshd on loopback (Debian package openssh-server, or the program that SSHD names).</summary>
public sealed class SshDriverTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nfv-sshd-").FullName;
    private Process? server;
    private int port;

    [SkippableFact]
    public async Task A_script_runs_on_the_VNFC_with_its_input_and_its_exit_code_counts()
    {
        await StartAsync();
        var driver = new SshDriver(new VnfmOptions());
        var done = await driver.RunAsync(Call("read -r input; echo \"$NFV_OPERATION $NFV_EXECUTION_ID ${#input}\"; exit 0", HostKey()), CancellationToken.None);
        done.ExitCode.ShouldBe(0, done.Output);
        done.Output.ShouldContain("[compute/worker/0 127.0.0.1] instantiate_end op:1 13");
        var failed = await driver.RunAsync(Call("echo broken >&2; exit 7", HostKey()), CancellationToken.None);
        failed.ExitCode.ShouldBe(7, failed.Output);
        failed.Output.ShouldContain("broken");
    }

    [SkippableFact]
    public async Task A_VNFC_with_another_host_key_is_not_talked_to()
    {
        await StartAsync();
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "other"));
        var other = string.Join(' ', File.ReadAllText(Path.Combine(folder, "other.pub")).Split(' ').Take(2));
        var marker = Path.Combine(folder, "was-here");
        var refused = await Should.ThrowAsync<HttpRequestException>(() => new SshDriver(new VnfmOptions()).RunAsync(Call($"touch {marker}", other), CancellationToken.None));
        refused.Message.ShouldContain("Host key verification failed");
        File.Exists(marker).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_pinned_host_keys_nothing_is_run()
        => (await Should.ThrowAsync<VnfActionException>(() => new SshDriver(new VnfmOptions()).RunAsync(
            Call("exit 0", "") with { Options = new ScriptDriverOptions { Driver = "ssh", KeyFile = "/nowhere" } }, CancellationToken.None))).Message.ShouldContain("HostKeys");

    public void Dispose()
    {
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
        }
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartAsync()
    {
        var program = Environment.GetEnvironmentVariable("SSHD") ?? "/usr/sbin/sshd";
        Skip.IfNot(File.Exists(program), $"There is no sshd at {program}: install openssh-server, or name it in SSHD.");
        Skip.If(Environment.UserName == "root" && !Directory.Exists("/run/sshd"), "sshd as root needs the directory /run/sshd.");
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "host"));
        Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, "client"));
        await File.WriteAllTextAsync(Path.Combine(folder, "config"), $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/client.pub
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            StrictModes no
            PidFile none
            """);
        server = Process.Start(new ProcessStartInfo(program, ["-D", "-e", "-f", Path.Combine(folder, "config")]) { RedirectStandardError = true, UseShellExecute = false })!;
        await Eventually.HoldsAsync(
            async () =>
            {
                using var client = new TcpClient();
                try
                {
                    await client.ConnectAsync(IPAddress.Loopback, port);
                    return true;
                }
                catch (SocketException refused)
                {
                    return server.HasExited ? throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(), refused) : false;
                }
            },
            "sshd listens");
    }

    private string HostKey() => string.Join(' ', File.ReadAllText(Path.Combine(folder, "host.pub")).Split(' ').Take(2));

    private ScriptCall Call(string script, string hostKey) => new()
    {
        ExecutionId = "op:1",
        Operation = "instantiate_end",
        VnfLcmOpOccId = "op",
        Instance = new VnfInstance
        {
            Id = "i",
            VnfdId = EdgeVnfd.Id,
            VnfProvider = "p",
            VnfProductName = "edge",
            VnfSoftwareVersion = "1",
            VnfdVersion = "1",
            InstantiationState = InstantiationState.NOT_INSTANTIATED,
            Links = new VnfInstanceLinks { Self = new Link { Href = "" } },
        },
        Input = JsonDocument.Parse("""{"some":"it"}""").RootElement,
        Addresses = [new VnfcAddress("compute/worker/0", "worker", "net", "127.0.0.1")],
        FileName = "end.sh",
        ReadScriptAsync = _ => Task.FromResult(Encoding.UTF8.GetBytes(script)),
        Options = new ScriptDriverOptions { Driver = "ssh", User = Environment.UserName, Port = port, KeyFile = Path.Combine(folder, "client"), HostKeys = [hostKey] },
    };

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, program);
    }
}
