using System.Globalization;
using NfvOrchestrator.TestKit;
using Npgsql;

namespace NfvOrchestrator.Benchmarks.Load;

/// <summary>One database for each service on the PostgreSQL of the tests, their size, and what the server costs.</summary>
internal sealed class LoadPostgres
{
    private static readonly string[] Services = ["nfvo", "vnfm", "assurance", "sdn"];

    private readonly string server;
    private readonly string prefix;
    private int postmaster;

    private LoadPostgres(string server, string prefix)
    {
        this.server = server;
        this.prefix = prefix;
    }

    /// <summary>For <c>LabOptions.Postgres</c>: the service's name is in the place of <c>{service}</c>.</summary>
    public string Template => $"{server};Database={prefix}{{service}}";

    public static async Task<LoadPostgres> StartAsync()
    {
        var running = await PostgresServer.StartOrNullAsync() ?? throw new InvalidOperationException(PostgresServer.MissingReason);
        var parts = new NpgsqlConnectionStringBuilder(await running.CreateDatabaseAsync()) { MaxPoolSize = 40 };
        parts.Remove("Database");
        var made = new LoadPostgres(parts.ToString(), $"load_{Guid.NewGuid():N}_");
        foreach (var service in Services)
        {
            await made.ScalarAsync($"CREATE DATABASE {made.prefix}{service}");
        }
        // Only where the server is on this machine and its folder can be read; its CPU time is not shown otherwise.
        if (await made.ScalarAsync("SHOW data_directory") is string folder && File.Exists(Path.Combine(folder, "postmaster.pid")))
        {
            made.postmaster = int.Parse(File.ReadLines(Path.Combine(folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        }
        return made;
    }

    public async Task<long> SizeAsync()
        => (long)(await ScalarAsync($"SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint FROM pg_database WHERE datname LIKE '{prefix}%'") ?? 0L);

    /// <summary>CPU time of the server and its workers so far.</summary>
    public TimeSpan Cpu()
    {
        if (postmaster == 0)
        {
            return TimeSpan.Zero;
        }
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }
            try
            {
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                // after the name: state, parent, …, 12th user, 13th system, 14th and 15th those of ended children
                if (id == postmaster)
                {
                    ticks += fields[11..15].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
                }
                else if (int.Parse(fields[1], CultureInfo.InvariantCulture) == postmaster)
                {
                    ticks += fields[11..13].Sum(f => long.Parse(f, CultureInfo.InvariantCulture));
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
        return TimeSpan.FromMilliseconds(ticks * 10);
    }

    /// <summary>Takes statistics of a service's tables, as the server does by itself some time after they changed.</summary>
    public async Task SettleAsync(string service)
    {
        await ScalarAsync("VACUUM (ANALYZE)", prefix + service);
        await ScalarAsync("CHECKPOINT", prefix + service);
    }

    private async Task<object?> ScalarAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{server};Database={database}");
        await connection.OpenAsync();
#pragma warning disable CA2100 // names made here
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
