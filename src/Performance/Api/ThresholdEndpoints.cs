using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
    private static readonly PmResource<ThresholdRecord, Threshold> Thresholds = new(
        PmCollections.Thresholds, "threshold", PmJsonContext.Default.Threshold, null, static (links, record) => links.Show(record));

    public static void Map(RouteGroupBuilder group)
    {
        var thresholds = group.MapGroup("/thresholds");
        thresholds.MapPost("", CreateAsync).WithJsonBody<CreateThresholdRequest>().Produces<Threshold>(StatusCodes.Status201Created);
        thresholds.MapGet("", ListAsync).WithQuery("filter", "nextpage_opaque_marker").Produces<IReadOnlyList<Threshold>>();
        thresholds.MapGet("/{thresholdId}", ReadAsync).Produces<Threshold>();
        thresholds.MapPatch("/{thresholdId}", ModifyAsync).WithMergePatchBody<ThresholdModifications>().Produces<ThresholdModifications>();
        thresholds.MapDelete("/{thresholdId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
    }

    // A handler of this class, so that the document sorts it with the others.
    private static Task<IResult> ListAsync(HttpContext context, PmServices pm, PageMarkers markers, CancellationToken cancellationToken) => Thresholds.ListAsync(context, pm, markers, cancellationToken);

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

    private static Task<IResult> ReadAsync(HttpContext context, string thresholdId, PmServices pm, CancellationToken cancellationToken)
        => Thresholds.ReadAsync(context, thresholdId, pm, cancellationToken);

    private static Task<IResult> ModifyAsync(HttpContext context, string thresholdId, PmServices pm, CancellationToken cancellationToken)
        => Thresholds.ModifyAsync(context, thresholdId, pm, static uri => new ThresholdModifications { CallbackUri = uri }, PmJsonContext.Default.ThresholdModifications, cancellationToken);

    private static Task<IResult> DeleteAsync(HttpContext context, string thresholdId, PmServices pm, CancellationToken cancellationToken)
        => Thresholds.DeleteAsync(context, thresholdId, pm, also: null, cancellationToken);
}
