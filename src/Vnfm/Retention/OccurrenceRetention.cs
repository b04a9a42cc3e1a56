using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm.Retention;

/// <summary>
/// Deletes operation occurrences that were over long ago (SOL003 §5.4.12 leaves it to the VNFM how long they are kept), and with them what is kept of their actions. One that is not over stays, and so does
/// the latest one of an instance that is there: it says how the instance became what it is.
/// </summary>
internal sealed partial class OccurrenceRetention(IDocumentStore store, VnfmOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<OccurrenceRetention> logger)
    : BackgroundLoop("vnfm.retention", registry, time, logger)
{
    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (options.Retention.Occurrences > TimeSpan.Zero)
        {
            var before = Time.GetUtcNow() - options.Retention.Occurrences;
            var occurrences = await AgedDocuments.SweepAsync(store, VnfmCollections.Occurrences, before, MayGoAsync, cancellationToken);
            // Their ids begin with that of the operation.
            var actions = await AgedDocuments.SweepAsync(
                store,
                VnfActionCollections.Records,
                before,
                async action => await store.GetAsync(VnfmCollections.Occurrences, action.Tenant, action.Value.OperationId, cancellationToken) is null,
                cancellationToken);
            if (occurrences + actions > 0)
            {
                Log.Deleted(logger, occurrences, actions, options.Retention.Occurrences.TotalDays);
            }
        }
        return options.Retention.SweepEvery;

        async Task<bool> MayGoAsync(Document<VnfLcmOpOcc> occurrence)
        {
            if (occurrence.Value.OperationState is not (LcmOperationStateType.COMPLETED or LcmOperationStateType.FAILED or LcmOperationStateType.ROLLED_BACK))
            {
                return false;
            }
            var younger = await store.QueryAsync(
                VnfmCollections.Occurrences,
                occurrence.Tenant,
                new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["vnfInstanceId"] = occurrence.Value.VnfInstanceId }, AfterId = occurrence.Id, Limit = 1 },
                cancellationToken);
            return younger.Items.Count > 0 || await store.GetAsync(VnfmCollections.Instances, occurrence.Tenant, occurrence.Value.VnfInstanceId, cancellationToken) is null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Occurrences} operation occurrence(s) and {Actions} record(s) of their actions older than {Days} days were deleted")]
        public static partial void Deleted(ILogger logger, int occurrences, int actions, double days);
    }
}
