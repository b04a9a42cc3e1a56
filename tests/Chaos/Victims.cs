using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vnfm;

namespace NfvOrchestrator.Chaos;

/// <summary>What runs in the child processes. They end when their standard input does: a driver that dies leaves nobody behind.</summary>
internal static class Victims
{
    /// <summary>What a child says when it serves.</summary>
    public const string Ready = "READY";

    /// <summary>Everything (or everything but the VNFM), until killed.</summary>
    public static async Task<int> LabAsync(VictimOptions options)
    {
        await using var lab = await LabHost.StartAsync(
            new LabOptions
            {
                DataDirectory = options.Data,
                FirstPort = options.Port,
                Postgres = options.Postgres,
                ExternalVnfms = options.Vnfm is { } vnfm ? [vnfm] : [],
                Hosts = 40,
                // The verdict asks of every key whether it was made twice.
                RememberedResources = 1_000_000,
                // Long enough that kills find servers that boot.
                BootTime = TimeSpan.FromMilliseconds(150),
                MetricsInterval = TimeSpan.Zero,
                LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning,
            },
            CancellationToken.None);
        if (lab.Addresses.Nfvo.Port != options.Port)
        {
            await Console.Error.WriteLineAsync($"Port {options.Port} was taken.");
            return 3;
        }
        await WriteAsync(options.CredentialsFile, lab.Services, lab.NewOperator);
        return await ServeAsync();
    }

    /// <summary>One VNFM of several on the same database, until killed.</summary>
    public static async Task<int> VnfmAsync(VictimOptions options)
    {
        var credentials = (await ReadAsync(options.CredentialsFile)).Services;
        var builder = NfvWebApplication.CreateEmbeddedBuilder(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Notifications:Callback:AllowLoopback"] = "true",
            ["Notifications:EventSource"] = "/vnfm",
            ["Operations:OwnerName"] = OwnerName(options.Port),
        });
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}/");
        builder.AddNfvService("vnfm", o =>
        {
            o.LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning;
            o.Auth.AllowPlainHttp = true;
            o.Auth.Authority = options.Nfvo!.AbsoluteUri;
        });
        builder.Services.AddEventBus(new EventBusOptions());
        builder.Services.AddDocumentStore(StoreOf(options.Data, options.Postgres, "vnfm"));
        builder.Services.AddNfvDataProtection(Path.Combine(options.Data, "keys", "vnfm"));
        builder.Services.AddNfvServiceCredentials(new ServiceCredentialsOptions
        {
            TokenEndpoint = new Uri(options.Nfvo!, "oauth2/token"),
            ClientId = credentials.ClientId,
            ClientSecret = credentials.Secret,
        });
        builder.AddVnfm(o =>
        {
            o.Nfvo = options.Nfvo;
            o.Vim = options.Vim;
            o.VimConnectionId = LabHost.VimAccount;
        });
        await using var app = builder.Build();
        app.UseNfvService();
        app.MapVnfm();
        await app.StartAsync();
        return await ServeAsync();
    }

    /// <summary>By what name the VNFM at a port holds its operations.</summary>
    public static string OwnerName(int port) => FormattableString.Invariant($"vnfm-{port}");

    /// <summary>The store of a service of the lab.</summary>
    public static StoreOptions StoreOf(string data, string? postgres, string service) => postgres is null
        ? new StoreOptions { Path = Path.Combine(data, $"{service}.db") }
        : new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = postgres.Replace("{service}", service, StringComparison.Ordinal) };

    /// <summary>The credentials that the lab wrote; the operator's only in its first life.</summary>
    public static async Task<(ClientCredentials Services, ClientCredentials? Operator)> ReadAsync(string file)
    {
        var lines = await File.ReadAllLinesAsync(file);
        return (new ClientCredentials(lines[0], lines[1]), lines.Length > 3 ? new ClientCredentials(lines[2], lines[3]) : null);
    }

    private static async Task WriteAsync(string file, ClientCredentials services, ClientCredentials? newOperator)
    {
        var temporary = file + ".new";
        File.Delete(temporary);
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using (var writer = new StreamWriter(temporary, create))
        {
            string[] lines = [services.ClientId, services.Secret, .. newOperator is null ? Array.Empty<string>() : [newOperator.ClientId, newOperator.Secret]];
            await writer.WriteAsync(string.Join('\n', lines));
        }
        File.Move(temporary, file, overwrite: true);
    }

    private static async Task<int> ServeAsync()
    {
        await Console.Out.WriteLineAsync(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nobody says anything; the end of the input is the sign.
        }
        return 0;
    }
}
