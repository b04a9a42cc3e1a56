using Microsoft.Extensions.Logging;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>
/// Does the work at the end of each period of each PM job and threshold. An item of the queue is held by one process at a time, and its fence is part of the commit that ends a period:
/// a period is finished once, by whichever process, and after a crash by the next one.
/// </summary>
internal sealed class PmWorker(
    JobTurn jobs, ThresholdTurn thresholds, IDocumentStore store, BackgroundLoopRegistry registry, TimeProvider time, ILogger<PmWorker> logger)
    : QueueWorker(PmCollections.Queue, new QueueWorkerOptions { Concurrency = 8, Lease = TimeSpan.FromSeconds(30), LongestBackOff = TimeSpan.FromMinutes(1) }, store, registry, time, logger)
{
    /// <inheritdoc/>
    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var (kind, id) = (claim.Item.Id.Split('/')[0], claim.Item.Id.Split('/')[1]);
        await (kind == "job" ? jobs.RunAsync(claim, id, cancellationToken) : thresholds.RunAsync(claim, id, cancellationToken));
        ForgetFailures(claim);
    }
}
