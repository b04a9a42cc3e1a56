using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Topologies;

namespace NfvOrchestrator.Sdn;

/// <summary>
/// One SDN controller behind the adapter contract. Every call is idempotent and safe to repeat after a crash; failures are <see cref="SdnException"/>.
/// </summary>
public interface ISdnDriver
{
    /// <summary>Name of the controller in URLs.</summary>
    string ControllerId { get; }

    /// <summary>The network as it is now.</summary>
    Task<NetworkTopology> GetTopologyAsync(CancellationToken cancellationToken);

    /// <summary>Creates, adopts or reroutes a path; returns once the wish is durable, usually still <see cref="PathState.INSTALLING"/>.</summary>
    Task<PathView> PutPathAsync(string tenant, string key, PathSpec spec, CancellationToken cancellationToken);

    /// <summary>Reads a path; with <paramref name="wait"/> above zero comes back as soon as it is settled (neither installing, removing nor rerouting) or the time is over.</summary>
    Task<PathView?> GetPathAsync(string tenant, string key, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Removes a path and its rules. Null: it is gone (or never was); otherwise the path that is still being removed.</summary>
    Task<PathView?> DeletePathAsync(string tenant, string key, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>A page of a tenant's paths, ascending by key, optionally of one NS instance.</summary>
    Task<PathPage> ListPathsAsync(string tenant, string? instanceId, string? after, int limit, CancellationToken cancellationToken);
}
