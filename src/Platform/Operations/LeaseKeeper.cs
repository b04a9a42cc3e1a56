using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Renews the leases of all operations of this process in one call, stops those that are lost, and passes cancel requests on.</summary>
internal sealed partial class LeaseKeeper : BackgroundLoop
{
    private readonly IDocumentStore store;
    private readonly RunningOperations operations;
    private readonly OperationEngineOptions options;
    private readonly CancelHints hints;
    private readonly ILogger<LeaseKeeper> logger;
    private DateTimeOffset renewAt = DateTimeOffset.MinValue;
    private DateTimeOffset lookAt = DateTimeOffset.MinValue;

    public LeaseKeeper(
        IDocumentStore store,
        RunningOperations operations,
        OperationEngineOptions options,
        CancelHints hints,
        BackgroundLoopRegistry registry,
        TimeProvider time,
        ILogger<LeaseKeeper> logger)
        : base("operations.leases", registry, time, logger)
    {
        this.store = store;
        this.operations = operations;
        this.options = options;
        this.hints = hints;
        this.logger = logger;
        store.WorkEnqueued += OnWorkEnqueued;
    }

    // a long pause after a failed turn would cost the leases
    protected override TimeSpan LongestBackOff => options.Lease / 6;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // hosted services may stop at the same time: leases are kept until the runners have ended
        await Task.WhenAll(operations.All.Select(static o => o.Completion)).WaitAsync(options.StopGrace * 2, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        store.WorkEnqueued -= OnWorkEnqueued;
        base.Dispose();
    }

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var third = options.Lease / 3;
        StopExpired();
        var now = Time.GetUtcNow();
        if (operations.Count > 0 && now >= renewAt)
        {
            // also when it fails: the next try must not wait for the long pause of a failed turn
            renewAt = now + third;
            await RenewAsync(cancellationToken);
        }
        if (operations.Count > 0 && (hints.Any || now >= lookAt))
        {
            lookAt = now + options.CancelPoll;
            await LookForCancelsAsync(cancellationToken);
        }
        return options.CancelPoll < third ? options.CancelPoll : third;
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var held = operations.All;
        IReadOnlyList<WorkClaim> renewed;
        try
        {
            renewed = await store.RenewAsync([.. held.Select(static o => o.Claim)], options.Lease, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // One missed heartbeat loses nothing: two more fit into the lease. After that StopExpired stops the runners.
            Log.NotRenewed(logger, e, held.Count);
            renewAt = Time.GetUtcNow() + (options.Lease / 10);
            return;
        }
        var ours = renewed.ToDictionary(static c => c.Item.Id, StringComparer.Ordinal);
        foreach (var operation in held)
        {
            if (ours.TryGetValue(operation.Id, out var claim) && claim.Fence == operation.Claim.Fence)
            {
                operation.Renewed(claim);
            }
            else if (ReferenceEquals(operations.Find(operation.Id), operation) && !operation.Ending)
            {
                operation.Lose();
            }
        }
    }

    /// <summary>Leases that could not be renewed in time: somebody else may run the operation from now on.</summary>
    private void StopExpired()
    {
        var now = Time.GetUtcNow();
        foreach (var operation in operations.All)
        {
            if (operation.Claim.LeaseUntil <= now && !operation.LeaseLost)
            {
                Log.Expired(logger, operation.Id);
                operation.Lose();
            }
        }
    }

    private async Task LookForCancelsAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(OperationCollections.Cancels, new StoreQuery { AfterId = after, Limit = 1000 }, cancellationToken);
            foreach (var request in page.Items)
            {
                if (operations.Find(request.Id) is { } operation && operation.Claim.Item.Tenant == request.Tenant && operation.Run == request.Value.Run)
                {
                    operation.RequestCancel(request.Value.Mode);
                }
            }
            after = page.NextAfterId;
        }
        while (after is not null);
    }

    private void OnWorkEnqueued(string queue)
    {
        if (queue == OperationCollections.Queue && operations.Count > 0 && hints.Any)
        {
            Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The store did not renew the leases of {Count} operations; tried again at once")]
        public static partial void NotRenewed(ILogger logger, Exception error, int count);

        [LoggerMessage(2, LogLevel.Warning, "The lease of operation {Operation} ran out before it could be renewed (store or process too slow); its runner is stopped")]
        public static partial void Expired(ILogger logger, string operation);
    }
}
