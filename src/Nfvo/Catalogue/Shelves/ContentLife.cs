using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>The life of packages and NSDs: upload, enabling and disabling, user defined data, deletion. Every change is one conditional commit.</summary>
/// <typeparam name="T">The SOL resource.</typeparam>
internal sealed partial class ContentLife<T>(
    Shelf<T> shelf,
    IDocumentStore store,
    IBlobStore blobs,
    INotificationOutbox outbox,
    StoredCatalogue catalogue,
    CatalogueOptions options,
    TimeProvider clock,
    ILogger<ContentLife<T>> logger) : IUploadEnder
    where T : class
{
    private const int MaxUserDefinedData = 1 << 20;

    public CatalogueKind Kind => shelf.Kind;

    /// <summary>Reads a resource; throws 404.</summary>
    public async Task<Document<StoredContent<T>>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
        => (id.Length is > 0 and <= StoreLimits.MaxKeyLength ? await store.GetAsync(shelf.Collection, tenant, id, cancellationToken) : null)
            ?? throw SolProblem.NotFound(shelf.Noun, id).ToException();

    /// <summary>Whether instances of the descriptor exist.</summary>
    public async Task<bool> IsInUseAsync(TenantId tenant, T resource, CancellationToken cancellationToken)
        => shelf.DescriptorId(resource) is { } descriptorId && shelf.State(resource) == ContentState.ONBOARDED
            && await catalogue.IsInUseAsync(tenant, shelf.Kind, descriptorId, cancellationToken);

    /// <summary>Receives content into the blob store and hands it to onboarding. Whatever breaks off leaves the resource CREATED and no content.</summary>
    public async Task<SolProblem?> UploadAsync(Document<StoredContent<T>> stored, Stream content, string mediaType, CancellationToken requestAborted)
    {
        var (problem, upload) = await BeginAsync(stored, requestAborted);
        return problem ?? await ReceiveAsync(stored.Tenant, upload!, content, mediaType, requestAborted);
    }

    /// <summary>Begins an upload: from now on the resource is UPLOADING.</summary>
    public async Task<(SolProblem? Problem, BegunUpload? Upload)> BeginAsync(Document<StoredContent<T>> stored, CancellationToken cancellationToken)
    {
        if (shelf.State(stored.Value) is not (ContentState.CREATED or ContentState.ERROR))
        {
            return (SolProblem.Conflict($"The {shelf.Noun} '{stored.Id}' is {shelf.State(stored.Value)}; content can be uploaded only while it is CREATED or ERROR. Create another resource for other content."), null);
        }
        var (tenant, now, uploadId) = (stored.Tenant, clock.GetUtcNow(), Guid.CreateVersion7().ToString("N"));
        var upload = new UploadInProgress { Kind = shelf.Kind, ResourceId = stored.Id, Blob = $"{(shelf.Kind switch { CatalogueKind.Vnfd => "vnf", CatalogueKind.Nsd => "ns", _ => "pnf" })}-{uploadId}", AliveAt = now };
        var begun = await store.CommitAsync(
            new WriteBatch()
                .Replace(shelf.Collection, stored, stored.Value with { Resource = shelf.With(stored.Value.Resource, ContentState.UPLOADING, null), ModifiedAt = now, UploadId = uploadId })
                .Insert(CatalogueCollections.Uploads, tenant, uploadId, upload),
            cancellationToken);
        return begun.Ok ? (null, new BegunUpload(stored.Id, uploadId, upload)) : (Overtaken(stored.Id), null);
    }

    /// <summary>Receives the content of a begun upload.</summary>
    public async Task<SolProblem?> ReceiveAsync(TenantId tenant, BegunUpload begun, Stream content, string mediaType, CancellationToken requestAborted)
    {
        var (id, uploadId, upload) = (begun.ResourceId, begun.Id, begun.State);
        try
        {
            BlobInfo info;
            await using (var heartbeat = new UploadHeartbeat(store, tenant, uploadId, upload, options.UploadSilence / 4, clock, requestAborted))
            {
                info = await blobs.WriteAsync(tenant, upload.Blob, content, options.MaxContentBytes, heartbeat.Lost);
            }
            if (info.SizeBytes > 0)
            {
                return await FinishAsync(tenant, id, uploadId, new ContentLocation(upload.Blob, info.SizeBytes, info.Sha256, mediaType)) ? null : Overtaken(id);
            }
        }
        catch (BlobTooLargeException)
        {
            await AbandonAsync(tenant, uploadId);
            return SolProblem.TooLarge(options.MaxContentBytes);
        }
        catch (Exception e)
        {
            Log.BrokenOff(logger, e, shelf.Noun, id);
            await AbandonAsync(tenant, uploadId);
            if (requestAborted.IsCancellationRequested || e is not (OperationCanceledException or IOException or UnauthorizedAccessException) || e is BadHttpRequestException)
            {
                throw;
            }
            return e is OperationCanceledException
                ? Overtaken(id)
                : SolProblem.Internal($"The content could not be written to the blob store: {e.Message} Nothing of it is kept. See to the folder of the blob store (space, rights), then upload again.");
        }
        await AbandonAsync(tenant, uploadId);
        return SolProblem.BadRequest("The request has no content; the package is expected as its body.");
    }

    /// <summary>Content that was to be fetched did not come: the resource says so (ERROR), unless somebody uploads already.</summary>
    public async Task FailAsync(TenantId tenant, string id, SolProblem reason, CancellationToken cancellationToken)
    {
        while (await store.GetAsync(shelf.Collection, tenant, id, cancellationToken) is { } stored && shelf.State(stored.Value) == ContentState.CREATED)
        {
            var failed = stored.Value with { Resource = shelf.With(stored.Value.Resource, ContentState.ERROR, reason.Problem), ModifiedAt = clock.GetUtcNow() };
            if ((await store.CommitAsync(new WriteBatch().Replace(shelf.Collection, stored, failed), cancellationToken)).Ok)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<bool> EndAsync(Document<UploadInProgress> upload, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var batch = new WriteBatch().Delete(CatalogueCollections.Uploads, upload.Tenant, upload.Id, upload.Version).EnqueueRemoval(upload.Tenant, upload.Value.Blob, now);
            var stored = await store.GetAsync(shelf.Collection, upload.Tenant, upload.Value.ResourceId, cancellationToken);
            if (stored is not null && stored.Value.UploadId == upload.Id)
            {
                batch.Replace(shelf.Collection, stored, stored.Value with { Resource = shelf.With(stored.Value.Resource, ContentState.CREATED, null), ModifiedAt = now, UploadId = null });
            }
            switch ((await store.CommitAsync(batch, cancellationToken)).Conflict)
            {
                case null:
                    return true;
                case { Collection: var collection } when collection == CatalogueCollections.Uploads.Name:
                    return false;
            }
        }
    }

    /// <summary>PATCH: operational state, user defined data (SOL005 §9.4.3.3.4, §5.4.3.3.3). Returns the problem, or null.</summary>
    public async Task<SolProblem?> ModifyAsync(Document<StoredContent<T>> stored, bool? enable, JsonObject? userDefinedData, string root, CancellationToken cancellationToken)
    {
        var resource = stored.Value.Resource;
        var (now, batch) = (clock.GetUtcNow(), new WriteBatch());
        if (enable is { } enabled)
        {
            var wanted = enabled ? "ENABLED" : "DISABLED";
            if (shelf.State(resource) != ContentState.ONBOARDED)
            {
                return SolProblem.Conflict($"The {shelf.Noun} '{stored.Id}' is {shelf.State(resource)}; only an ONBOARDED one can be {wanted}.");
            }
            if (shelf.Enabled(resource) == enabled)
            {
                return SolProblem.Conflict($"The {shelf.Noun} '{stored.Id}' is {wanted} already.");
            }
            var entry = await catalogue.FindEntryAsync(stored.Tenant, shelf.Kind, shelf.DescriptorId(resource)!, cancellationToken);
            if (entry is null)
            {
                return Overtaken(stored.Id);
            }
            resource = shelf.WithEnabled(resource, enabled);
            batch.Replace(CatalogueCollections.Entries, entry, entry.Value with { Enabled = enabled });
            Notify(batch, shelf.Changed(stored.Tenant, root, resource, await IsInUseAsync(stored.Tenant, resource, cancellationToken), now));
        }
        if (userDefinedData is not null)
        {
            resource = shelf.WithUserDefinedData(resource, Merge(shelf.UserDefinedData(resource), userDefinedData));
        }
        batch.Replace(shelf.Collection, stored, stored.Value with { Resource = resource, ModifiedAt = now });
        return (await store.CommitAsync(batch, cancellationToken)).Ok ? null : Overtaken(stored.Id);
    }

    /// <summary>DELETE. Returns the problem, or null.</summary>
    public async Task<SolProblem?> DeleteAsync(Document<StoredContent<T>> stored, string root, CancellationToken cancellationToken)
    {
        var resource = stored.Value.Resource;
        var state = shelf.State(resource);
        if (state is ContentState.UPLOADING or ContentState.PROCESSING)
        {
            return SolProblem.Conflict($"The {shelf.Noun} '{stored.Id}' is {state}. Wait until it is ONBOARDED or ERROR, then repeat the request.");
        }
        if (shelf.Enabled(resource))
        {
            return SolProblem.Conflict($"The {shelf.Noun} '{stored.Id}' is ENABLED. Disable it first (PATCH with operationalState DISABLED).");
        }
        // Uses are only added to an entry that is unchanged since it was read and (ICatalogue.AddUse) enabled, or that they change (NSDs that refer to a PNFD): at this version there can come no more.
        var entry = state == ContentState.ONBOARDED ? await catalogue.FindEntryAsync(stored.Tenant, shelf.Kind, shelf.DescriptorId(resource)!, cancellationToken) : null;
        if (await IsInUseAsync(stored.Tenant, resource, cancellationToken))
        {
            return SolProblem.Conflict($"The {shelf.Noun} '{stored.Id}' is IN_USE: {(shelf.Kind == CatalogueKind.Pnfd ? "NSDs refer to it. Delete" : $"instances of '{shelf.DescriptorId(resource)}' exist. Terminate and delete")} them first.");
        }
        var now = clock.GetUtcNow();
        var batch = new WriteBatch().Delete(shelf.Collection, stored.Tenant, stored.Id, stored.Version);
        if (state == ContentState.ONBOARDED)
        {
            if (entry is null)
            {
                return Overtaken(stored.Id);
            }
            batch.Delete(CatalogueCollections.Entries, stored.Tenant, entry.Id, entry.Version).Delete(shelf.Models, stored.Tenant, stored.Id);
            await shelf.ForgetAsync(batch, stored.Tenant, resource, now, cancellationToken);
            Notify(batch, shelf.Deleted(stored.Tenant, root, resource, now));
        }
        if (stored.Value.Content is { } content)
        {
            batch.EnqueueRemoval(stored.Tenant, content.Blob, now);
        }
        return (await store.CommitAsync(batch, cancellationToken)).Ok ? null : Overtaken(stored.Id);
    }

    private async Task<bool> FinishAsync(TenantId tenant, string id, string uploadId, ContentLocation content)
    {
        while (true)
        {
            // The content is complete: a client that goes away now does not undo it.
            var stored = await store.GetAsync(shelf.Collection, tenant, id, CancellationToken.None);
            if (stored is null || stored.Value.UploadId != uploadId)
            {
                await blobs.DeleteAsync(tenant, content.Blob, CancellationToken.None);
                return false;
            }
            var now = clock.GetUtcNow();
            var result = await store.CommitAsync(
                new WriteBatch()
                    .Replace(shelf.Collection, stored, stored.Value with { Resource = shelf.With(stored.Value.Resource, ContentState.PROCESSING, null), ModifiedAt = now, UploadId = null, Content = content })
                    .Delete(CatalogueCollections.Uploads, tenant, uploadId)
                    .EnqueueOnboarding(tenant, shelf.Kind, id, content.Blob, now),
                CancellationToken.None);
            if (result.Ok)
            {
                return true;
            }
        }
    }

    private async Task AbandonAsync(TenantId tenant, string uploadId)
    {
        try
        {
            if (await store.GetAsync(CatalogueCollections.Uploads, tenant, uploadId, CancellationToken.None) is { } upload)
            {
                await EndAsync(upload, CancellationToken.None);
            }
        }
        catch (StoreUnavailableException e)
        {
            // The sweeper ends it when the store is back.
            Log.NotEnded(logger, e, uploadId);
        }
    }

    private void Notify(WriteBatch batch, NotificationDraft? notification)
    {
        if (notification is not null)
        {
            outbox.Add(batch, notification);
        }
    }

    private SolProblem Overtaken(string id)
        => SolProblem.Conflict($"The {shelf.Noun} '{id}' was changed by another request at the same moment; nothing of this request was done. Read it again and repeat the request if it still applies.");

    private static Dictionary<string, JsonElement>? Merge(IReadOnlyDictionary<string, JsonElement>? current, JsonObject patch)
    {
        var target = new JsonObject();
        foreach (var (name, value) in current ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
        {
            target[name] = JsonNode.Parse(value.GetRawText());
        }
        var merged = JsonMergePatch.Apply(target, patch)!.AsObject();
        var result = merged.Where(static m => m.Value is not null)
            .ToDictionary(static m => m.Key, static m => JsonSerializer.SerializeToElement(m.Value, CatalogueJsonContext.Default.JsonNode!), StringComparer.Ordinal);
        return result.Sum(static m => m.Key.Length + m.Value.GetRawText().Length) > MaxUserDefinedData
            ? throw SolProblem.Unprocessable($"userDefinedData would have more than {MaxUserDefinedData} characters. Keep larger data elsewhere and a reference to it here.").ToException()
            : result.Count == 0 ? null : result;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The upload to {Noun} {Id} broke off; nothing of it is kept and it can be uploaded again")]
        public static partial void BrokenOff(ILogger logger, Exception exception, string noun, string id);

        [LoggerMessage(2, LogLevel.Warning, "Upload {UploadId} broke off and the database does not answer; the upload is ended when it is back")]
        public static partial void NotEnded(ILogger logger, Exception exception, string uploadId);
    }
}
