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
    PmTurn turn, IDocumentStore store, BackgroundLoopRegistry registry, TimeProvider time, ILogger<PmWorker> logger)
    : QueueWorker(PmCollections.Queue, new QueueWorkerOptions { Concurrency = 8, Lease = TimeSpan.FromSeconds(30), LongestBackOff = TimeSpan.FromMinutes(1) }, store, registry, time, logger)
{
    /// <inheritdoc/>
    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        await turn.RunAsync(claim, cancellationToken);
        ForgetFailures(claim);
    }
}
