using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Performance.Api;

/// <summary>What PM jobs and thresholds have in common as resources: seen where they were made, changed and deleted together with their callback.</summary>
/// <typeparam name="TRecord">The stored type.</typeparam>
/// <typeparam name="TResource">The SOL type.</typeparam>
internal sealed class PmResource<TRecord, TResource>(
    DocumentCollection<TRecord> collection, string name, JsonTypeInfo<TResource> type, SelectorSchema? selectors, Func<PmLinks, TRecord, TResource> show)
    where TRecord : IPmRecord<TRecord>
{
    private const int MaxAttempts = 3;

    private readonly SolListing<TRecord, TResource> listing = new(
        collection, type, selectors, (context, record) => show(context.RequestServices.GetRequiredService<PmLinks>(), record));

    public Task<IResult> ListAsync(HttpContext context, PmServices pm, PageMarkers markers, CancellationToken cancellationToken)
        => listing.AnswerAsync(
            context, context.GetTenant(), pm.Store, markers, new Dictionary<string, string>(StringComparer.Ordinal) { ["api"] = PmCallbacks.Key(context, pm) }, cancellationToken);

    public async Task<IResult> ReadAsync(HttpContext context, string id, PmServices pm, CancellationToken cancellationToken)
    {
        var found = await FindAsync(context, id, pm, cancellationToken);
        SolETag.Set(context, SolETag.Of(found.Version));
        return TypedResults.Json(show(pm.Links, found.Value), type);
    }

    /// <summary>Only the callback can be modified.</summary>
    public async Task<IResult> ModifyAsync<TModifications>(
        HttpContext context, string id, PmServices pm, Func<string, TModifications> modified, JsonTypeInfo<TModifications> modifiedType, CancellationToken cancellationToken)
    {
        var patch = await context.ReadObjectAsync(cancellationToken: cancellationToken);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var found = await FindAsync(context, id, pm, cancellationToken);
            SolETag.RequireMatch(context, SolETag.Of(found.Version));
            var uri = "";
            if (await PmCallbacks.ChangeAsync(pm, found.Tenant, found.Id, PmCallbacks.Read(patch, pm), Write, cancellationToken))
            {
                SolETag.Set(context, SolETag.Of(found.Version + 1));
                return TypedResults.Json(modified(uri), modifiedType);
            }

            void Write(WriteBatch batch, string callbackUri)
            {
                uri = callbackUri;
                batch.Replace(collection, found, found.Value.WithCallback(callbackUri));
            }
        }
        return Changed(id);
    }

    /// <summary>Deletes it with its callback, its progress, and what else belongs to it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">Which one.</param>
    /// <param name="pm">What the handlers need.</param>
    /// <param name="also">Adds what else belongs to it; null: nothing does.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IResult> DeleteAsync(HttpContext context, string id, PmServices pm, Func<WriteBatch, Document<TRecord>, Task>? also, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var found = await FindAsync(context, id, pm, cancellationToken);
            SolETag.RequireMatch(context, SolETag.Of(found.Version));
            var batch = new WriteBatch()
                .Delete(collection, found.Tenant, found.Id, found.Version)
                .Delete(PmCollections.Progress, found.Tenant, found.Id)
                .Changed(pm.Clock.GetUtcNow());
            if (also is not null)
            {
                await also(batch, found);
            }
            if (await pm.Callbacks.DeleteAsync(found.Tenant, pm.Api.Newest.Name, found.Id, batch, cancellationToken))
            {
                pm.Watch.Wake();
                return TypedResults.NoContent();
            }
        }
        return Changed(id);
    }

    /// <summary>The record; throws 404 when there is none that was made through this version of the API.</summary>
    public async Task<Document<TRecord>> FindAsync(HttpContext context, string id, PmServices pm, CancellationToken cancellationToken)
        => await pm.Store.GetAsync(collection, context.GetTenant(), id, cancellationToken) is { } found && found.Value.Api == PmCallbacks.Key(context, pm)
            ? found
            : throw SolProblem.NotFound(name, id).ToException();

    private SolProblem Changed(string id)
        => SolProblem.Conflict($"The {name} '{id}' was changed several times at the same moment. Read it again and repeat the request if it still applies.");
}
