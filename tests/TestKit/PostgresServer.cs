using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace NfvOrchestrator.TestKit;

/// <summary>
/// A PostgreSQL for tests: the one that the environment variable <c>POSTGRES_CONNECTION</c> names, or a private one started from the Debian package once per test process (loopback,
/// own port, temporary folder) and stopped at its end.
/// </summary>
public sealed class PostgresServer
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";

    private static readonly SemaphoreSlim Gate = new(1);
    private static Task<PostgresServer?>? started;

    private readonly string connectionString;

    private PostgresServer(string connectionString) => this.connectionString = connectionString;

    /// <summary>Why there is none, for the reason of a skipped test.</summary>
    public static string MissingReason => $"PostgreSQL is not installed here ({Binaries}) and POSTGRES_CONNECTION is not set.";

    /// <summary>The server of this test process; null when there is none to start.</summary>
    public static async Task<PostgresServer?> StartOrNullAsync()
    {
        await Gate.WaitAsync();
        try
        {
            started ??= StartAsync();
        }
        finally
        {
            Gate.Release();
        }
        return await started;
    }

    /// <summary>Makes a fresh, empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "test_" + Guid.NewGuid().ToString("N");
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // a name made here
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ToString();
    }

    private static async Task<PostgresServer?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("POSTGRES_CONNECTION") is { Length: > 0 } given)
        {
            return new PostgresServer(given);
        }
        if (!File.Exists(Path.Combine(Binaries, "postgres")))
        {
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("nfv-postgres-").FullName;
        var data = Path.Combine(folder, "data");
        var port = FreePort();
        if (Environment.UserName == "root")
        {
            await RunAsync("chown", "postgres", folder);
        }
        await RunAsPostgresAsync("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        var options = $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c max_connections=200";
        await RunAsPostgresAsync("pg_ctl", "-D", data, "-l", Path.Combine(folder, "log"), "-o", options, "-w", "-t", "60", "start");
        await GuardAsync(folder, data);
        return new PostgresServer($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Timeout=15");
    }

    /// <summary>A small shell outlives us, however we end (test runners leave no time for an orderly exit), stops the server and removes its folder.</summary>
    private static Task GuardAsync(string folder, string data)
    {
        var stop = $"{Path.Combine(Binaries, "pg_ctl")} -D '{data}' -m immediate -w stop";
        var script = $"while kill -0 {Environment.ProcessId} 2>/dev/null; do sleep 0.5; done; {(Environment.UserName == "root" ? "runuser -u postgres -- " : "")}{stop}; rm -rf '{folder}'";
        return RunAsync("sh", "-c", "setsid sh -c \"$0\" > /dev/null 2>&1 < /dev/null &", script);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static Task RunAsPostgresAsync(string tool, params string[] arguments)
        => Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(Binaries, tool), .. arguments])
            : RunAsync(Path.Combine(Binaries, tool), arguments);

    private static async Task RunAsync(string file, params string[] arguments)
    {
        // its output goes to a file: the server inherits the handles, and a pipe would only close when it ends
        var output = Path.GetTempFileName();
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec \"$0\" \"$@\" > '{output}' 2>&1", file, .. arguments]) { WorkingDirectory = "/" })
            ?? throw new Win32Exception($"{file} did not start.");
        await process.WaitForExitAsync();
        var text = await File.ReadAllTextAsync(output);
        File.Delete(output);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} failed with {process.ExitCode}: {text}");
        }
    }
}
