using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Forgets the journals and plans of operations that were finished a while ago (<see cref="OperationEngineOptions.KeepData"/>). What users see, the occurrences, stays.</summary>
internal sealed partial class OperationRetention(
    IDocumentStore store, IEnumerable<IOperationData> data, OperationEngineOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<OperationRetention> logger)
    : BackgroundLoop("operations.retention", registry, time, logger)
{
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var collection in data)
        {
            deleted += await collection.SweepAsync(store, Time.GetUtcNow() - options.KeepData, IsOverAsync, cancellationToken);
        }
        if (deleted > 0)
        {
            Log.Forgotten(logger, deleted, options.KeepData.TotalHours);
        }
        return options.SweepEvery;

        async Task<bool> IsOverAsync(TenantId tenant, string operation)
            => await store.GetAsync(OperationCollections.Operations, tenant, operation, cancellationToken) is not { Value.Status: not OperationStatus.Finished };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} journal rows and plans of operations that are finished and older than {Hours} h were deleted")]
        public static partial void Forgotten(ILogger logger, int count, double hours);
    }
}
