using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the VNF lifecycle management API of a VNFM (SOL003 §5).</summary>
public sealed class VnfLcmClient(HttpClient http, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, SolApi.VnfLcm, options, version)
{
    private static VnfLcmJsonContext Json => VnfLcmJsonContext.Default;

    /// <summary>Creates a VNF instance (identifier only).</summary>
    public Task<SolCreated<VnfInstance>> CreateAsync(CreateVnfRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        CreateAsync("vnf_instances", request, Json.CreateVnfRequest, Json.VnfInstance, idempotencyKey, cancellationToken);

    /// <summary>Reads a VNF instance; null when there is none.</summary>
    public Task<VnfInstance?> GetAsync(string vnfInstanceId, CancellationToken cancellationToken = default) =>
        FindAsync($"vnf_instances/{Id(vnfInstanceId)}", Json.VnfInstance, cancellationToken);

    /// <summary>Lists VNF instances.</summary>
    /// <param name="filter">Filter expression, e.g. <c>(eq,instantiationState,INSTANTIATED)</c>; not yet percent-encoded.</param>
    /// <param name="allFields">Ask for all attributes.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public IAsyncEnumerable<VnfInstance> ListAsync(string? filter = null, bool allFields = false, CancellationToken cancellationToken = default) =>
        ListAsync("vnf_instances", SolQuery.Of(filter, allFields), Json.ListVnfInstance, cancellationToken);

    /// <summary>Deletes a VNF instance that is not instantiated.</summary>
    public Task DeleteAsync(string vnfInstanceId, CancellationToken cancellationToken = default) =>
        DeleteAsync($"vnf_instances/{Id(vnfInstanceId)}", null, cancellationToken);

    /// <summary>Modifies the information of a VNF instance.</summary>
    public Task<SolAccepted> ModifyAsync(string vnfInstanceId, VnfInfoModificationRequest request, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        StartPatchAsync($"vnf_instances/{Id(vnfInstanceId)}", request, Json.VnfInfoModificationRequest, ifMatch, cancellationToken);

    /// <summary>Instantiates.</summary>
    public Task<SolAccepted> InstantiateAsync(string vnfInstanceId, InstantiateVnfRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/instantiate", request, Json.InstantiateVnfRequest, idempotencyKey, cancellationToken);

    /// <summary>Scales by steps.</summary>
    public Task<SolAccepted> ScaleAsync(string vnfInstanceId, ScaleVnfRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/scale", request, Json.ScaleVnfRequest, idempotencyKey, cancellationToken);

    /// <summary>Scales to a level.</summary>
    public Task<SolAccepted> ScaleToLevelAsync(string vnfInstanceId, ScaleVnfToLevelRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/scale_to_level", request, Json.ScaleVnfToLevelRequest, idempotencyKey, cancellationToken);

    /// <summary>Changes the deployment flavour.</summary>
    public Task<SolAccepted> ChangeFlavourAsync(string vnfInstanceId, ChangeVnfFlavourRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/change_flavour", request, Json.ChangeVnfFlavourRequest, idempotencyKey, cancellationToken);

    /// <summary>Heals.</summary>
    public Task<SolAccepted> HealAsync(string vnfInstanceId, HealVnfRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/heal", request, Json.HealVnfRequest, idempotencyKey, cancellationToken);

    /// <summary>Starts or stops.</summary>
    public Task<SolAccepted> OperateAsync(string vnfInstanceId, OperateVnfRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/operate", request, Json.OperateVnfRequest, idempotencyKey, cancellationToken);

    /// <summary>Changes the external connectivity.</summary>
    public Task<SolAccepted> ChangeExtConnAsync(string vnfInstanceId, ChangeExtVnfConnectivityRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/change_ext_conn", request, Json.ChangeExtVnfConnectivityRequest, idempotencyKey, cancellationToken);

    /// <summary>Changes the VNF package the instance is based on.</summary>
    public Task<SolAccepted> ChangeVnfPkgAsync(string vnfInstanceId, ChangeCurrentVnfPkgRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/change_vnfpkg", request, Json.ChangeCurrentVnfPkgRequest, idempotencyKey, cancellationToken);

    /// <summary>Terminates.</summary>
    public Task<SolAccepted> TerminateAsync(string vnfInstanceId, TerminateVnfRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        StartAsync($"vnf_instances/{Id(vnfInstanceId)}/terminate", request, Json.TerminateVnfRequest, idempotencyKey, cancellationToken);

    /// <summary>Reads an operation occurrence; null when there is none.</summary>
    public Task<VnfLcmOpOcc?> GetOpOccAsync(string vnfLcmOpOccId, CancellationToken cancellationToken = default) =>
        FindAsync($"vnf_lcm_op_occs/{Id(vnfLcmOpOccId)}", Json.VnfLcmOpOcc, cancellationToken);

    /// <summary>Lists operation occurrences.</summary>
    public IAsyncEnumerable<VnfLcmOpOcc> ListOpOccsAsync(string? filter = null, bool allFields = false, CancellationToken cancellationToken = default) =>
        ListAsync("vnf_lcm_op_occs", SolQuery.Of(filter, allFields), Json.ListVnfLcmOpOcc, cancellationToken);

    /// <summary>Retries an operation that failed temporarily.</summary>
    public Task RetryAsync(string vnfLcmOpOccId, CancellationToken cancellationToken = default) => PostAsync($"vnf_lcm_op_occs/{Id(vnfLcmOpOccId)}/retry", cancellationToken);

    /// <summary>Rolls back an operation that failed temporarily.</summary>
    public Task RollbackAsync(string vnfLcmOpOccId, CancellationToken cancellationToken = default) => PostAsync($"vnf_lcm_op_occs/{Id(vnfLcmOpOccId)}/rollback", cancellationToken);

    /// <summary>Marks an operation as finally failed.</summary>
    public Task<VnfLcmOpOcc> FailAsync(string vnfLcmOpOccId, CancellationToken cancellationToken = default) =>
        PostAsync($"vnf_lcm_op_occs/{Id(vnfLcmOpOccId)}/fail", Json.VnfLcmOpOcc, cancellationToken);

    /// <summary>Cancels a running operation.</summary>
    public Task CancelAsync(string vnfLcmOpOccId, CancelModeType mode, CancellationToken cancellationToken = default) =>
        PostAsync($"vnf_lcm_op_occs/{Id(vnfLcmOpOccId)}/cancel", new CancelMode { Mode = mode }, Json.CancelMode, cancellationToken);

    /// <summary>Subscribes to lifecycle notifications.</summary>
    public Task<SolCreated<LccnSubscription>> SubscribeAsync(LccnSubscriptionRequest request, CancellationToken cancellationToken = default) =>
        CreateAsync("subscriptions", request, Json.LccnSubscriptionRequest, Json.LccnSubscription, null, cancellationToken);

    /// <summary>Reads a subscription; null when there is none.</summary>
    public Task<LccnSubscription?> GetSubscriptionAsync(string subscriptionId, CancellationToken cancellationToken = default) =>
        FindAsync($"subscriptions/{Id(subscriptionId)}", Json.LccnSubscription, cancellationToken);

    /// <summary>Lists subscriptions.</summary>
    public IAsyncEnumerable<LccnSubscription> ListSubscriptionsAsync(string? filter = null, CancellationToken cancellationToken = default) =>
        ListAsync("subscriptions", SolQuery.Of(filter, allFields: false), Json.ListLccnSubscription, cancellationToken);

    /// <summary>Ends a subscription.</summary>
    public Task UnsubscribeAsync(string subscriptionId, CancellationToken cancellationToken = default) => DeleteAsync($"subscriptions/{Id(subscriptionId)}", null, cancellationToken);
}
