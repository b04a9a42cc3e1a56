using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm;

namespace NfvOrchestrator.Lab;

/// <summary>What the lab is made of.</summary>
public sealed record LabOptions
{
    /// <summary>Where state is kept; it survives the process.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>First of seven ports on loopback; 0: any free ones.</summary>
    public int FirstPort { get; init; }

    /// <summary>Boot time of simulated servers; zero: none.</summary>
    public TimeSpan BootTime { get; init; }

    /// <summary>How often the simulated NFVI publishes its utilisation.</summary>
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the SDN adapter looks at the network.</summary>
    public TimeSpan SdnPollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Connection string with <c>{service}</c> for the database name; null: a SQLite file per service.</summary>
    public string? Postgres { get; init; }

    /// <summary>Kafka; null: the in-process bus.</summary>
    public EventBusOptions? Kafka { get; init; }

    /// <summary>What an acknowledged SQLite commit survives.</summary>
    public StoreDurability Durability { get; init; } = StoreDurability.Full;

    /// <summary>VNFM processes on the same store; more than one needs PostgreSQL.</summary>
    public int Vnfms { get; init; } = 1;

    /// <summary>VNFMs that run as processes of their own (first of them, or what stands before them, is what the others call); when there are any, the lab starts none.</summary>
    public IReadOnlyList<Uri> ExternalVnfms { get; init; } = [];

    /// <summary>Changes the settings of the VNFMs; null: as they are.</summary>
    public Action<VnfmOptions>? ConfigureVnfm { get; init; }

    /// <summary>A project of an OpenStack that takes the place of the simulated NFVI, under the identifier <see cref="LabHost.VimAccount"/>; null: the simulated NFVI.</summary>
    public OpenStackAccountSettings? OpenStack { get; init; }

    /// <summary>Changes the settings of the OpenStack adapter; null: as they are.</summary>
    public Action<OpenStackOptions>? ConfigureOpenStack { get; init; }

    /// <summary>Changes the simulated NFVI; null: as it is.</summary>
    public Action<SimulatedAccountOptions>? ConfigureSimulator { get; init; }

    /// <summary>Hosts of the simulated NFVI.</summary>
    public int Hosts { get; init; } = 12;

    /// <summary>Deleted resources of which the simulated NFVI remembers how often they were made and deleted.</summary>
    public int RememberedResources { get; init; } = 10_000;

    /// <summary>Whether notifications may go to receivers on this machine.</summary>
    public bool AllowLoopbackCallbacks { get; init; } = true;

    /// <summary>Log level of the services on standard error; null: warnings only.</summary>
    public Microsoft.Extensions.Logging.LogLevel LogLevel { get; init; } = Microsoft.Extensions.Logging.LogLevel.Error;
}
