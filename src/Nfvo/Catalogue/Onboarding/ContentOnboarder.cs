using System.Diagnostics;
using NfvOrchestrator.Nfvo.Catalogue.Shelves;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>
/// Reads the content of one resource and stores what it says: resource, model, entry and notification in one commit, or a failure that says why. Until that commit nothing of the
/// content is visible, so a kill in the middle costs one more reading.
/// </summary>
/// <typeparam name="T">The SOL resource.</typeparam>
internal sealed partial class ContentOnboarder<T>(
    Shelf<T> shelf,
    IDocumentStore store,
    IBlobStore blobs,
    INotificationOutbox outbox,
    ServiceAddress address,
    CatalogueOptions options,
    PackageOptions demands,
    TimeProvider clock,
    ILogger<ContentOnboarder<T>> logger) : IContentOnboarder
    where T : class
{
    public CatalogueKind Kind => shelf.Kind;

    public async Task OnboardAsync(WorkClaim claim, OnboardingWork work, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        PackageReading? reading = null;
        while (true)
        {
            var stored = await store.GetAsync(shelf.Collection, claim.Item.Tenant, work.ResourceId!, cancellationToken);
            if (stored?.Value.Content is not { } content || content.Blob != work.Blob || shelf.State(stored.Value) != ContentState.PROCESSING)
            {
                // Done before a crash could tell the queue, or somebody else's by now.
                (await store.CommitAsync(new WriteBatch().Complete(claim), cancellationToken)).ThrowIfConflict();
                return;
            }

            Verdict<T> verdict;
            if (claim.Attempt > options.MaxOnboardingAttempts)
            {
                verdict = Verdict<T>.Refused(OnboardingProblems.GivenUp(claim.Attempt - 1));
            }
            else
            {
                (verdict, reading) = await JudgeAsync(stored, content, reading, cancellationToken);
            }

            var conflict = await StoreAsync(claim, stored, verdict, reading, cancellationToken);
            if (conflict is null)
            {
                Log.Done(logger, shelf.Noun, stored.Id, verdict.Problem is null ? ContentState.ONBOARDED : ContentState.ERROR, verdict.DescriptorId, content.SizeBytes, Stopwatch.GetElapsedTime(started).TotalMilliseconds, verdict.Problem?.Detail);
                return;
            }
            if (conflict.Kind == StoreConflictKind.LeaseLost)
            {
                throw new StoreConflictException(conflict);
            }
            // Somebody changed the resource (user defined data) or something the NSD refers to in the meantime: look again. The package itself is not read twice.
        }
    }

    private async Task<(Verdict<T> Verdict, PackageReading? Reading)> JudgeAsync(Document<StoredContent<T>> stored, ContentLocation content, PackageReading? reading, CancellationToken cancellationToken)
    {
        try
        {
            reading ??= await ReadAsync(stored.Tenant, content, cancellationToken);
            if (reading is null)
            {
                return (Verdict<T>.Refused(OnboardingProblems.ContentLost()), null);
            }
            return reading.Result.Ok
                ? (await shelf.JudgeAsync(stored.Tenant, stored.Value, reading, clock.GetUtcNow(), cancellationToken), reading)
                : (Verdict<T>.Refused(OnboardingProblems.Diagnosed(reading.Result.Diagnostics)), reading);
        }
        catch (InvalidDataException e) when (reading is null)
        {
            // the trust store was right at the start and is not any more; what is wrong with a package is never an exception
            return (Verdict<T>.Refused(OnboardingProblems.TrustStoreBroken(e.Message)), null);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException or IOException))
        {
            // The same content would fail the same way for ever: a clear end instead, and the cause in the log.
            Log.Fault(logger, e, shelf.Noun, stored.Id);
            return (Verdict<T>.Refused(OnboardingProblems.Fault(e)), reading);
        }
    }

    /// <summary>Reading is synchronous and long: it gets a thread of its own, so that requests keep theirs.</summary>
    private async Task<PackageReading?> ReadAsync(TenantId tenant, ContentLocation content, CancellationToken cancellationToken)
    {
        var read = demands.At(clock.GetUtcNow());
        await using var blob = await blobs.OpenReadAsync(tenant, content.Blob, cancellationToken);
        return blob is null
            ? null
            : await Task.Factory.StartNew(() => PackageReading.Read(blob, content.MediaType, read, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private async Task<StoreConflict?> StoreAsync(WorkClaim claim, Document<StoredContent<T>> stored, Verdict<T> verdict, PackageReading? reading, CancellationToken cancellationToken)
    {
        if (verdict.Problem is { } problem)
        {
            return await FailAsync(claim, stored, problem, cancellationToken);
        }
        var (tenant, now) = (stored.Tenant, clock.GetUtcNow());
        var batch = new WriteBatch();
        try
        {
            batch.Complete(claim)
                .Replace(shelf.Collection, stored, stored.Value with
                {
                    Resource = verdict.Resource!,
                    ModifiedAt = now,
                    EntryDefinitions = reading!.Result.EntryDefinitions,
                    ManifestPath = reading.Result.Manifest?.Path,
                })
                .Insert(CatalogueCollections.Entries, tenant, CatalogueCollections.EntryId(shelf.Kind, verdict.DescriptorId!), new CatalogueEntryDocument { ResourceId = stored.Id, Enabled = true });
            verdict.AddModel!(batch);
            Notify(batch, shelf.Onboarded(tenant, address.Root, verdict.Resource!, now));
            var result = await store.CommitAsync(batch, cancellationToken);
            if (result.Conflict is not { Kind: StoreConflictKind.AlreadyExists, Collection: CatalogueCollections.EntriesName })
            {
                return result.Conflict;
            }
        }
        catch (ArgumentException e)
        {
            // Larger than a document may be, or text that no database keeps.
            return await FailAsync(claim, stored, OnboardingProblems.NotStorable(e.Message), cancellationToken);
        }
        var owner = await store.GetAsync(CatalogueCollections.Entries, tenant, CatalogueCollections.EntryId(shelf.Kind, verdict.DescriptorId!), cancellationToken);
        return await FailAsync(claim, stored, OnboardingProblems.Duplicate(shelf.Noun, verdict.DescriptorId!, owner?.Value.ResourceId), cancellationToken);
    }

    private async Task<StoreConflict?> FailAsync(WorkClaim claim, Document<StoredContent<T>> stored, ProblemDetails problem, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var resource = shelf.With(stored.Value.Resource, ContentState.ERROR, problem);
        var batch = new WriteBatch()
            .Complete(claim)
            .Replace(shelf.Collection, stored, stored.Value with { Resource = resource, ModifiedAt = now, Content = null })
            .EnqueueRemoval(stored.Tenant, stored.Value.Content!.Blob, now);
        Notify(batch, shelf.Failed(stored.Tenant, address.Root, resource, now));
        return (await store.CommitAsync(batch, cancellationToken)).Conflict;
    }

    private void Notify(WriteBatch batch, NotificationDraft? notification)
    {
        if (notification is not null)
        {
            outbox.Add(batch, notification);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Noun} {Id} is {State} (descriptor {Descriptor}, {Bytes} bytes, {Milliseconds:F0} ms). {Problem}")]
        public static partial void Done(ILogger logger, string noun, string id, ContentState state, string? descriptor, long bytes, double milliseconds, string? problem);

        [LoggerMessage(2, LogLevel.Error, "Reading the content of {Noun} {Id} failed through a fault of ours; it is put to ERROR")]
        public static partial void Fault(ILogger logger, Exception exception, string noun, string id);
    }
}
