using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Reads uploaded packages, a few at a time, and removes content that was given up.</summary>
internal sealed class OnboardingWorker(
    IDocumentStore store, IBlobStore blobs, IEnumerable<IContentOnboarder> onboarders, CatalogueOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<OnboardingWorker> logger)
    : QueueWorker(CatalogueCollections.Queue, new QueueWorkerOptions { Concurrency = options.OnboardingConcurrency, LongestBackOff = TimeSpan.FromMinutes(1) }, store, registry, time, logger)
{
    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var work = OnboardingQueue.Read(claim);
        if (work.Kind is { } kind)
        {
            await onboarders.Single(o => o.Kind == kind).OnboardAsync(claim, work, cancellationToken);
        }
        else
        {
            await blobs.DeleteAsync(claim.Item.Tenant, work.Blob, cancellationToken);
            (await Store.CommitAsync(new WriteBatch().Complete(claim), cancellationToken)).ThrowIfConflict();
        }
        ForgetFailures(claim);
    }
}
