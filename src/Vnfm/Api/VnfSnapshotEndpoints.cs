using System.Text.Json;
using NfvOrchestrator.Platform.Idempotency;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;
using NfvOrchestrator.Vnfm.Snapshots;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>SOL003 §5.4.23, §5.4.24: VNF snapshots. They are taken and used by tasks of the VNF instance.</summary>
internal static class VnfSnapshotEndpoints
{
    private static readonly SolListing<VnfSnapshotRecord, VnfSnapshotInfo> Listing = new(
        VnfmCollections.Snapshots,
        VnfLcmJsonContext.Default.VnfSnapshotInfo,
        SolDefaults.VnfSnapshotInfo,
        static (context, record) => context.RequestServices.GetRequiredService<VnfLcmLinks>().WithLinks(record.Resource));

    public static void Map(RouteGroupBuilder group)
    {
        var snapshots = group.MapGroup("/vnf_snapshots");
        snapshots.MapPost("", CreateAsync).WithJsonBody<CreateVnfSnapshotInfoRequest>().Produces<VnfSnapshotInfo>(StatusCodes.Status201Created);
        snapshots.MapGet("", ListAsync).WithListQuery().Produces<IReadOnlyList<VnfSnapshotInfo>>();
        snapshots.MapGet("/{vnfSnapshotInfoId}", ReadAsync).Produces<VnfSnapshotInfo>();
        snapshots.MapGet("/{vnfSnapshotInfoId}/vnf_state_snapshot", StateAsync).WithContentAnswer(VnfStateFile.ContentType);
        snapshots.MapPatch("/{vnfSnapshotInfoId}", ModifyAsync).WithMergePatchBody<VnfSnapshotInfoModificationRequest>().Produces<VnfSnapshotInfoModifications>();
        snapshots.MapDelete("/{vnfSnapshotInfoId}", DeleteAsync).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, VnfmServices vnfm, IdempotentRequests idempotent, CancellationToken cancellationToken)
    {
        var tenant = context.GetTenant();
        var request = await context.ReadBodyAsync(VnfLcmJsonContext.Default.CreateVnfSnapshotInfoRequest, cancellationToken: cancellationToken);
        return await idempotent.RunAsync(context, tenant, SolApi.VnfLcm.Name, JsonSerializer.SerializeToUtf8Bytes(request, VnfLcmJsonContext.Default.CreateVnfSnapshotInfoRequest), async remember =>
        {
            if (request.VnfSnapshotPkgId is not null || request.VnfSnapshot is not null)
            {
                return SolProblem.Unprocessable(
                    "vnfSnapshotPkgId and vnfSnapshot ask for a VNF snapshot out of a VNF snapshot package, and this VNFM has no such packages. Send an empty object, then take the snapshot with create_snapshot.");
            }
            var info = new VnfSnapshotInfo { Id = Guid.CreateVersion7(vnfm.Clock.GetUtcNow()).ToString(), Links = new VnfSnapshotInfoLinks { Self = new Link { Href = "" } } };
            var shown = vnfm.Links.WithLinks(info);
            var batch = new WriteBatch().Insert(VnfmCollections.Snapshots, tenant, info.Id, new VnfSnapshotRecord { Resource = info });
            remember(batch, StatusCodes.Status201Created, shown.Links.Self.Href, JsonSerializer.SerializeToUtf8Bytes(shown, VnfLcmJsonContext.Default.VnfSnapshotInfo));
            (await vnfm.Store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
            context.Response.Headers.Location = shown.Links.Self.Href;
            return TypedResults.Json(shown, VnfLcmJsonContext.Default.VnfSnapshotInfo, statusCode: StatusCodes.Status201Created);
        }, cancellationToken);
    }

    private static Task<IResult> ListAsync(HttpContext context, VnfmServices vnfm, PageMarkers markers, CancellationToken cancellationToken)
        => Listing.AnswerAsync(context, context.GetTenant(), vnfm.Store, markers, cancellationToken);

    private static async Task<IResult> ReadAsync(HttpContext context, string vnfSnapshotInfoId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var document = await FindAsync(context, vnfSnapshotInfoId, vnfm, cancellationToken);
        SolETag.Set(context, SolETag.Of(document.Version));
        return TypedResults.Json(vnfm.Links.WithLinks(document.Value.Resource), VnfLcmJsonContext.Default.VnfSnapshotInfo);
    }

    /// <summary>SOL003 §5.4.25: the VNF state snapshot file, whole or a range of it.</summary>
    private static async Task<IResult> StateAsync(HttpContext context, string vnfSnapshotInfoId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var document = await FindAsync(context, vnfSnapshotInfoId, vnfm, cancellationToken);
        if (document.Value.State is not { } state)
        {
            return SolProblem.Conflict($"The VNF snapshot '{vnfSnapshotInfoId}' was not taken yet: there is no state to read. Take it with create_snapshot, and wait until that is COMPLETED.");
        }
        var bytes = System.Text.Encoding.UTF8.GetBytes(state);
        return new SolContent(
            (offset, _) => ValueTask.FromResult<Stream>(new MemoryStream(bytes, (int)offset, bytes.Length - (int)offset, writable: false)),
            bytes.Length,
            VnfStateFile.ContentType,
            $"\"{document.Value.Resource.VnfSnapshot!.VnfStateSnapshotInfo!.Checksum.Hash}\"");
    }

    /// <summary>The NFVO notes the package that it made of the snapshot (SOL003 §5.4.24.3.4).</summary>
    private static async Task<IResult> ModifyAsync(HttpContext context, string vnfSnapshotInfoId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var patch = await context.ReadObjectAsync(cancellationToken: cancellationToken);
        var document = await FindAsync(context, vnfSnapshotInfoId, vnfm, cancellationToken);
        SolETag.RequireMatch(context, SolETag.Of(document.Version));
        if (patch.Select(p => p.Key).FirstOrDefault(k => k is not "vnfSnapshotPkgId") is { } other)
        {
            return SolProblem.Unprocessable(other == "vnfSnapshot"
                ? "vnfSnapshot comes with a VNF snapshot package, and this VNFM has no such packages. Only vnfSnapshotPkgId can be modified."
                : $"'{other}' cannot be modified; vnfSnapshotPkgId can.");
        }
        if (!patch.TryGetPropertyValue("vnfSnapshotPkgId", out var value) || (value is not null && value.GetValueKind() != JsonValueKind.String))
        {
            return SolProblem.Unprocessable("vnfSnapshotPkgId must be a text, or null to remove it.");
        }
        if (await SnapshotUse.BusyAsync(vnfm.Store, document, cancellationToken) is { } busy)
        {
            return busy;
        }
        var package = value?.GetValue<string>();
        var batch = new WriteBatch().Replace(VnfmCollections.Snapshots, document, document.Value with { Resource = document.Value.Resource with { VnfSnapshotPkgId = package } });
        if (!(await vnfm.Store.CommitAsync(batch, cancellationToken)).Ok)
        {
            return Changed(vnfSnapshotInfoId);
        }
        SolETag.Set(context, SolETag.Of(document.Version + 1));
        return TypedResults.Json(new VnfSnapshotInfoModifications { VnfSnapshotPkgId = package }, VnfLcmJsonContext.Default.VnfSnapshotInfoModifications);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string vnfSnapshotInfoId, VnfmServices vnfm, CancellationToken cancellationToken)
    {
        var document = await FindAsync(context, vnfSnapshotInfoId, vnfm, cancellationToken);
        SolETag.RequireMatch(context, SolETag.Of(document.Version));
        if (await SnapshotUse.BusyAsync(vnfm.Store, document, cancellationToken) is { } busy)
        {
            return busy;
        }
        var batch = new WriteBatch().Delete(VnfmCollections.Snapshots, document.Tenant, document.Id, document.Version);
        if (SnapshotRemoval.Of(document, vnfm.Clock.GetUtcNow()) is { } removal)
        {
            vnfm.Engine.Accept(batch, removal);
        }
        return (await vnfm.Store.CommitAsync(batch, cancellationToken)).Ok ? TypedResults.NoContent() : Changed(vnfSnapshotInfoId);
    }

    private static SolProblem Changed(string id)
        => SolProblem.Conflict($"The VNF snapshot '{id}' was changed by another request at the same moment. Read it again and repeat the request if it still applies.");

    private static async Task<Document<VnfSnapshotRecord>> FindAsync(HttpContext context, string id, VnfmServices vnfm, CancellationToken cancellationToken)
        => await vnfm.Store.GetAsync(VnfmCollections.Snapshots, context.GetTenant(), id, cancellationToken)
            ?? throw SolProblem.NotFound("VNF snapshot", id).ToException();
}
