using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Api;

/// <summary>SOL003 §6.4.5, §6.4.6, SOL005 §7.4.5, §7.4.6: thresholds.</summary>
internal static class ThresholdEndpoints
{
    private const int MaxAttempts = 3;

    private static readonly SolListing<ThresholdRecord, Threshold> Listing = new(
        PmCollections.Thresholds, PmJsonContext.Default.Threshold, null, static (context, record) => context.RequestServices.GetRequiredService<PmLinks>().Show(record));

    public static void Map(RouteGroupBuilder group)
    {
        var thresholds = group.MapGroup("/thresholds");
        thresholds.MapPost("", CreateAsync).WithJsonBody<CreateThresholdRequest>().Produces<Threshold>(StatusCodes.Status201Created);
        thresholds.MapGet("", ListAsync).WithQuery("filter", "nextpage_opaque_marker").Produces<IReadOnlyList<Threshold>>();
        thresholds.MapGet("/{thresholdId}", ReadAsync).Produces<Threshold>();
        thresholds.MapPatch("/{thresholdId}", ModifyAsync).WithMergePatchBody<ThresholdModifications>().Produces<ThresholdModifications>();
        thresholds.MapDelete("/{thresholdId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, PmServices pm, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var request = await context.ReadBodyAsync(PmJsonContext.Default.CreateThresholdRequest, cancellationToken: cancellationToken);
        return await idempotent.RunAsync(context, tenant, PmCallbacks.Key(context, pm), JsonSerializer.SerializeToUtf8Bytes(request, PmJsonContext.Default.CreateThresholdRequest), async remember =>
        {
            if ((PmRequests.Fault(request, pm.Api.Catalogue)
                ?? await PmObjects.FaultAsync(pm, tenant, request.ObjectType, [request.ObjectInstanceId], request.SubObjectInstanceIds, cancellationToken)) is { } fault)
            {
                return SolProblem.Unprocessable(fault);
            }
            var start = PmObjects.Start(pm.Clock);
            var record = new ThresholdRecord
            {
                Api = PmCallbacks.Key(context, pm),
                Start = start,
                Resource = new Threshold
                {
                    Id = Guid.CreateVersion7(start).ToString(),
                    ObjectType = request.ObjectType,
                    ObjectInstanceId = request.ObjectInstanceId,
                    SubObjectInstanceIds = request.SubObjectInstanceIds,
                    Criteria = request.Criteria,
                    CallbackUri = request.CallbackUri,
                    Links = new ThresholdLinks { Self = new Link { Href = "" } },
                },
            };
            var shown = pm.Links.Show(record);
            await PmCallbacks.CreateAsync(context, pm, tenant, shown.Id, shown.Links.Self.Href, request.CallbackUri, request.Authentication, Write, cancellationToken);
            pm.Watch.Wake();
            context.Response.Headers.Location = shown.Links.Self.Href;
            return TypedResults.Json(shown, PmJsonContext.Default.Threshold, statusCode: StatusCodes.Status201Created);

            void Write(WriteBatch batch)
            {
                batch.Insert(PmCollections.Thresholds, tenant, shown.Id, record).Changed(start)
                    .Enqueue(PmCollections.ThresholdItem(tenant, shown.Id, start.AddSeconds(pm.Options.ThresholdPeriod) + pm.Options.Grace));
                remember(batch, StatusCodes.Status201Created, shown.Links.Self.Href, JsonSerializer.SerializeToUtf8Bytes(shown, PmJsonContext.Default.Threshold));
            }
        }, cancellationToken);
    }

    private static Task<IResult> ListAsync(HttpContext context, PmServices pm, PageMarkers markers, CancellationToken cancellationToken)
        => Listing.AnswerAsync(
            context, context.GetTenant(), pm.Store, markers, new Dictionary<string, string>(StringComparer.Ordinal) { ["api"] = PmCallbacks.Key(context, pm) }, cancellationToken);

    private static async Task<IResult> ReadAsync(HttpContext context, string thresholdId, PmServices pm, CancellationToken cancellationToken)
    {
        var threshold = await FindAsync(context, thresholdId, pm, cancellationToken);
        SolETag.Set(context, SolETag.Of(threshold.Version));
        return TypedResults.Json(pm.Links.Show(threshold.Value), PmJsonContext.Default.Threshold);
    }

    private static async Task<IResult> ModifyAsync(HttpContext context, string thresholdId, PmServices pm, CancellationToken cancellationToken)
    {
        var patch = await context.ReadObjectAsync(cancellationToken: cancellationToken);
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var threshold = await FindAsync(context, thresholdId, pm, cancellationToken);
            SolETag.RequireMatch(context, SolETag.Of(threshold.Version));
            var uri = "";
            if (await PmCallbacks.ChangeAsync(pm, threshold.Tenant, threshold.Id, PmCallbacks.Read(patch, pm), Write, cancellationToken))
            {
                SolETag.Set(context, SolETag.Of(threshold.Version + 1));
                return TypedResults.Json(new ThresholdModifications { CallbackUri = uri }, PmJsonContext.Default.ThresholdModifications);
            }

            void Write(WriteBatch batch, string callbackUri)
            {
                uri = callbackUri;
                batch.Replace(PmCollections.Thresholds, threshold, threshold.Value with { Resource = threshold.Value.Resource with { CallbackUri = callbackUri } });
            }
        }
        return Changed(thresholdId);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string thresholdId, PmServices pm, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var threshold = await FindAsync(context, thresholdId, pm, cancellationToken);
            SolETag.RequireMatch(context, SolETag.Of(threshold.Version));
            var batch = new WriteBatch()
                .Delete(PmCollections.Thresholds, threshold.Tenant, threshold.Id, threshold.Version)
                .Delete(PmCollections.Progress, threshold.Tenant, threshold.Id)
                .Changed(pm.Clock.GetUtcNow());
            if (await pm.Callbacks.DeleteAsync(threshold.Tenant, pm.Api.Newest.Name, threshold.Id, batch, cancellationToken))
            {
                pm.Watch.Wake();
                return TypedResults.NoContent();
            }
        }
        return Changed(thresholdId);
    }

    private static SolProblem Changed(string id)
        => SolProblem.Conflict($"The threshold '{id}' was changed several times at the same moment. Read it again and repeat the request if it still applies.");

    private static async Task<Document<ThresholdRecord>> FindAsync(HttpContext context, string id, PmServices pm, CancellationToken cancellationToken)
        => await pm.Store.GetAsync(PmCollections.Thresholds, context.GetTenant(), id, cancellationToken) is { } threshold && threshold.Value.Api == PmCallbacks.Key(context, pm)
            ? threshold
            : throw SolProblem.NotFound("threshold", id).ToException();
}
