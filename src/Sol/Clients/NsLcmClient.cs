using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.NsLcm;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the NS lifecycle management API of an NFVO (SOL005 §6).</summary>
public sealed class NsLcmClient(HttpClient http, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, SolApi.NsLcm, options, version)
{
    private static NsLcmJsonContext Json => NsLcmJsonContext.Default;

    /// <summary>Creates an NS instance (identifier only).</summary>
    public Task<SolCreated<NsInstance>> CreateAsync(CreateNsRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        CreateAsync("ns_instances", request, Json.CreateNsRequest, Json.NsInstance, idempotencyKey, cancellationToken);

    /// <summary>Reads an NS instance; null when there is none.</summary>
    public Task<NsInstance?> GetAsync(string nsInstanceId, CancellationToken cancellationToken = default) => FindAsync($"ns_instances/{Id(nsInstanceId)}", Json.NsInstance, cancellationToken);

    /// <summary>Lists NS instances.</summary>
    public IAsyncEnumerable<NsInstance> ListAsync(string? filter = null, bool allFields = false, CancellationToken cancellationToken = default) =>
        ListAsync("ns_instances", SolQuery.Of(filter, allFields), Json.ListNsInstance, cancellationToken);

    /// <summary>Deletes an NS instance that is not instantiated.</summary>
    public Task DeleteAsync(string nsInstanceId, CancellationToken cancellationToken = default) => DeleteAsync($"ns_instances/{Id(nsInstanceId)}", null, cancellationToken);

    /// <summary>Instantiates.</summary>
    public Task<SolAccepted> InstantiateAsync(string nsInstanceId, InstantiateNsRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"ns_instances/{Id(nsInstanceId)}/instantiate", request, Json.InstantiateNsRequest, idempotencyKey, cancellationToken);

    /// <summary>Scales.</summary>
    public Task<SolAccepted> ScaleAsync(string nsInstanceId, ScaleNsRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"ns_instances/{Id(nsInstanceId)}/scale", request, Json.ScaleNsRequest, idempotencyKey, cancellationToken);

    /// <summary>Updates.</summary>
    public Task<SolAccepted> UpdateAsync(string nsInstanceId, UpdateNsRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"ns_instances/{Id(nsInstanceId)}/update", request, Json.UpdateNsRequest, idempotencyKey, cancellationToken);

    /// <summary>Heals.</summary>
    public Task<SolAccepted> HealAsync(string nsInstanceId, HealNsRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"ns_instances/{Id(nsInstanceId)}/heal", request, Json.HealNsRequest, idempotencyKey, cancellationToken);

    /// <summary>Terminates.</summary>
    public Task<SolAccepted> TerminateAsync(string nsInstanceId, TerminateNsRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"ns_instances/{Id(nsInstanceId)}/terminate", request, Json.TerminateNsRequest, idempotencyKey, cancellationToken);

    /// <summary>Reads an operation occurrence; null when there is none.</summary>
    public Task<NsLcmOpOcc?> GetOpOccAsync(string nsLcmOpOccId, CancellationToken cancellationToken = default) =>
        FindAsync($"ns_lcm_op_occs/{Id(nsLcmOpOccId)}", Json.NsLcmOpOcc, cancellationToken);

    /// <summary>Lists operation occurrences.</summary>
    public IAsyncEnumerable<NsLcmOpOcc> ListOpOccsAsync(string? filter = null, bool allFields = false, CancellationToken cancellationToken = default) =>
        ListAsync("ns_lcm_op_occs", SolQuery.Of(filter, allFields), Json.ListNsLcmOpOcc, cancellationToken);

    /// <summary>Retries an operation that failed temporarily.</summary>
    public Task RetryAsync(string nsLcmOpOccId, CancellationToken cancellationToken = default) => PostAsync($"ns_lcm_op_occs/{Id(nsLcmOpOccId)}/retry", cancellationToken);

    /// <summary>Rolls back an operation that failed temporarily.</summary>
    public Task RollbackAsync(string nsLcmOpOccId, CancellationToken cancellationToken = default) => PostAsync($"ns_lcm_op_occs/{Id(nsLcmOpOccId)}/rollback", cancellationToken);

    /// <summary>Marks an operation as finally failed.</summary>
    public Task<NsLcmOpOcc> FailAsync(string nsLcmOpOccId, CancellationToken cancellationToken = default) =>
        PostAsync($"ns_lcm_op_occs/{Id(nsLcmOpOccId)}/fail", Json.NsLcmOpOcc, cancellationToken);

    /// <summary>Cancels a running operation.</summary>
    public Task CancelAsync(string nsLcmOpOccId, CancelModeType mode, CancellationToken cancellationToken = default) =>
        PostAsync($"ns_lcm_op_occs/{Id(nsLcmOpOccId)}/cancel", new CancelMode { Mode = mode }, Json.CancelMode, cancellationToken);

    /// <summary>Subscribes to lifecycle notifications.</summary>
    public Task<SolCreated<LccnSubscription>> SubscribeAsync(LccnSubscriptionRequest request, CancellationToken cancellationToken = default) =>
        CreateAsync("subscriptions", request, Json.LccnSubscriptionRequest, Json.LccnSubscription, null, cancellationToken);
}
