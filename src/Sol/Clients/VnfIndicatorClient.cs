using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfInd;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of the indicators that a VNF or its element manager (SOL002 §8), or a VNFM (SOL003 §8), offers.</summary>
public sealed class VnfIndicatorClient(HttpClient http, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, SolApi.VnfInd, options, version)
{
    /// <summary>Lists the indicators of a VNF.</summary>
    public IAsyncEnumerable<VnfIndicator> ListAsync(string vnfInstanceId, CancellationToken cancellationToken = default) =>
        ListAsync($"indicators/{Id(vnfInstanceId)}", null, VnfIndJsonContext.Default.ListVnfIndicator, cancellationToken);

    /// <summary>Reads an indicator; null when there is none.</summary>
    public Task<VnfIndicator?> GetAsync(string vnfInstanceId, string indicatorId, CancellationToken cancellationToken = default) =>
        FindAsync($"indicators/{Id(vnfInstanceId)}/{Id(indicatorId)}", VnfIndJsonContext.Default.VnfIndicator, cancellationToken);

    /// <summary>Subscribes to indicator notifications.</summary>
    public Task<SolCreated<VnfIndicatorSubscription>> SubscribeAsync(VnfIndicatorSubscriptionRequest request, CancellationToken cancellationToken = default) =>
        CreateAsync("subscriptions", request, VnfIndJsonContext.Default.VnfIndicatorSubscriptionRequest, VnfIndJsonContext.Default.VnfIndicatorSubscription, null, cancellationToken);

    /// <summary>Reads a subscription; null when there is none.</summary>
    public Task<VnfIndicatorSubscription?> GetSubscriptionAsync(string subscriptionId, CancellationToken cancellationToken = default) =>
        FindAsync($"subscriptions/{Id(subscriptionId)}", VnfIndJsonContext.Default.VnfIndicatorSubscription, cancellationToken);

    /// <summary>Ends a subscription.</summary>
    public Task UnsubscribeAsync(string subscriptionId, CancellationToken cancellationToken = default) => DeleteAsync($"subscriptions/{Id(subscriptionId)}", null, cancellationToken);
}
