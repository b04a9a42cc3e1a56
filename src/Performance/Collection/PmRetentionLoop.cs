using Microsoft.Extensions.Logging;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>Deletes samples that no period needs any more, and reports that have expired.</summary>
internal sealed class PmRetentionLoop(IDocumentStore store, PmWatch watch, PmOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<PmRetentionLoop> logger)
    : BackgroundLoop("pm.retention", registry, time, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        await watch.Ready.WaitAsync(cancellationToken);
        var now = Time.GetUtcNow();
        var longest = watch.Longest > TimeSpan.FromSeconds(options.ThresholdPeriod) ? watch.Longest : TimeSpan.FromSeconds(options.ThresholdPeriod);
        await AgedDocuments.SweepAsync(store, PmCollections.Samples, now - longest - options.CatchUp - options.Grace, static _ => Task.FromResult(true), cancellationToken);
        await AgedDocuments.SweepAsync(store, PmCollections.Reports, now - options.KeepReports, report => Task.FromResult(report.Value.ExpiryTime <= now), cancellationToken);
        return Pause;
    }
}
