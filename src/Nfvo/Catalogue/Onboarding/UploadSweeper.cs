using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Ends uploads whose process died: the resource can be uploaded to again, and nothing of the content stays.</summary>
internal sealed partial class UploadSweeper(
    IDocumentStore store, IBlobStore blobs, IEnumerable<IUploadEnder> enders, CatalogueOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<UploadSweeper> logger)
    : BackgroundLoop("catalogue.uploads", registry, time, logger)
{
    private static readonly TimeSpan PartAge = TimeSpan.FromHours(1);
    private DateTimeOffset partsDueAt = DateTimeOffset.MinValue;

    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(CatalogueCollections.Uploads, new StoreQuery { AfterId = after, Limit = 200 }, cancellationToken);
            foreach (var upload in page.Items.Where(u => now - u.Value.AliveAt > options.UploadSilence))
            {
                if (await enders.Single(e => e.Kind == upload.Value.Kind).EndAsync(upload, cancellationToken))
                {
                    LogSilent(logger, upload.Value.Kind, upload.Value.ResourceId, upload.Value.AliveAt);
                }
            }
            after = page.NextAfterId;
        }
        while (after is not null);

        if (blobs is LocalFolderBlobStore folder && now >= partsDueAt)
        {
            partsDueAt = now + PartAge;
            folder.RemoveAbandonedUploads(now - PartAge);
        }
        return options.UploadSilence / 2;
    }

    [LoggerMessage(1, LogLevel.Warning, "The upload to {Kind} {ResourceId} showed no sign of life since {AliveAt:O} and was ended; the content can be uploaded again")]
    private static partial void LogSilent(ILogger logger, CatalogueKind kind, string resourceId, DateTimeOffset aliveAt);
}
