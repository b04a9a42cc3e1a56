using System.Collections.Concurrent;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Grants.Assets;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Nfvo.Grants.Quotas;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>
/// The grant server (SOL003 §9): places what a VNF operation adds, and books it in the capacity ledger before the answer. The pages of the ledger, the reservation of the VNF
/// and the grant are one transaction with versions: parallel grants, also of several NFVO processes, never promise the same capacity twice.
/// </summary>
internal sealed class GrantService(
    IDocumentStore store, ICatalogue catalogue, VimClient vim, SoftwareImages images, ComputeFlavours flavours, INotificationOutbox outbox, NfvoOptions options, TimeProvider clock) : IDisposable
{
    private const int MaxRemembered = 10_000;

    private readonly LedgerDesk desk = new(store, vim, outbox, options, clock);
    private readonly ServerPlaces servers = new(vim, options);

    /// <summary>Ends that were booked lately: each is told twice, by the bus and by whoever waited for it.</summary>
    private readonly ConcurrentDictionary<(TenantId Tenant, string OccurrenceId), bool> concluded = new();

    /// <inheritdoc/>
    public void Dispose() => desk.Dispose();

    /// <summary>Grants, or throws a problem: 403 with what is short and what would fit, 422 for a request that fits no descriptor, 503 when the VIM does not answer.</summary>
    public async Task<GrantRecord> GrantAsync(TenantId tenant, GrantRequest request, Func<string, GrantLinks> links, CancellationToken cancellationToken, string? vnfmId = null)
    {
        var there = await servers.FindAsync(tenant, request, cancellationToken);
        var booking = new Booking(tenant, vnfmId, request, links(request.VnfLcmOpOccId), there, catalogue, options.UploadImages ? images : null, flavours, options, cancellationToken);
        var outcome = await desk.RunAsync(booking, cancellationToken);
        var record = outcome.Record ?? throw outcome.Refusal!;
        return booking.HasAssets ? record : await CompleteAsync(tenant, request, record, booking, cancellationToken);
    }

    /// <summary>What a grant would be now, or the problem it would be refused with. Nothing is reserved, no image is brought into the VIM.</summary>
    public async Task<Grant> TryOutAsync(TenantId tenant, GrantRequest request, Func<string, GrantLinks> links, CancellationToken cancellationToken)
    {
        var there = await servers.FindAsync(tenant, request, cancellationToken);
        var outcome = await desk.TryOutAsync(new Booking(tenant, null, request, links(request.VnfLcmOpOccId), there, catalogue, images: null, flavours: null, options, cancellationToken), cancellationToken);
        return (outcome.Record ?? throw outcome.Refusal!).Grant;
    }

    /// <summary>Uploads the images that the VIM does not have yet, asks for the flavours, and writes both into the grant.</summary>
    private async Task<GrantRecord> CompleteAsync(TenantId tenant, GrantRequest request, GrantRecord record, Booking booking, CancellationToken cancellationToken)
    {
        var vimId = record.Grant.VimConnectionInfo!.Keys.Single();
        try
        {
            var assets = booking.Images.Count == 0 ? new VimAssets() : await images.EnsureAsync(tenant, booking.PackageId, booking.Images, vimId, cancellationToken);
            if (booking.Flavours(vimId, assets.SoftwareImages ?? []) is { } question && await flavours.FindAsync(question, cancellationToken) is { Count: > 0 } sizes)
            {
                assets = assets with { ComputeResourceFlavours = sizes };
            }
            if (assets == new VimAssets())
            {
                return record;
            }
            var stored = await store.GetAsync(GrantCollections.Grants, tenant, request.VnfLcmOpOccId, cancellationToken);
            var complete = (stored?.Value ?? record) with { Grant = record.Grant with { VimAssets = assets } };
            // Lost to a conclusion or to another request for the same grant: the answer is the same.
            _ = stored is null || (await store.CommitAsync(new WriteBatch().Replace(GrantCollections.Grants, stored, complete), cancellationToken)).Ok;
            return complete;
        }
        catch (VimException silent) when (silent.Retryable)
        {
            throw SolProblem.Unavailable(
                $"The software images of the VNF package '{booking.PackageId}' are not all in the VIM account '{vimId}' yet: {silent.Message} The capacity is reserved; repeat the request to go on.", TimeSpan.FromSeconds(5)).ToException(silent);
        }
        catch (Exception refused) when (refused is VimException or InvalidDataException)
        {
            await ConcludeAsync(tenant, request.VnfLcmOpOccId, completed: false, cancellationToken);
            throw SolProblem.Forbidden(
                $"{request.Operation} of the VNF instance '{request.VnfInstanceId}' is not granted: a software image of the VNF package '{booking.PackageId}' cannot be brought into the VIM account '{vimId}': {refused.Message} What was reserved is free again.").ToException(refused);
        }
    }

    /// <summary>Sets what a tenant may have in a VIM account; null: as configured.</summary>
    public Task<QuotaCounters> SetQuotaAsync(TenantId tenant, string vimId, ResourceAmounts? limit, CancellationToken cancellationToken)
        => desk.RunAsync(new QuotaChange(tenant, vimId, limit, options, cancellationToken), cancellationToken);

    /// <summary>Brings the quotas that are in the ledger to what the configuration says now, so that those who wait for a larger one are told.</summary>
    public Task ConfigureQuotasAsync(CancellationToken cancellationToken) => desk.RunAsync(new QuotaConfiguration(options, cancellationToken), cancellationToken);

    /// <summary>Whether the end of an operation was booked lately by this process.</summary>
    public bool IsConcluded(TenantId tenant, string occurrenceId) => concluded.ContainsKey((tenant, occurrenceId));

    /// <summary>Books the end of an operation; see <see cref="Conclusion"/>.</summary>
    /// <param name="tenant">The owner.</param>
    /// <param name="occurrenceId">The operation occurrence that was granted.</param>
    /// <param name="completed">True: the operation reached its target; false: everything is as before it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="vnfmId">Who says so: a VNFM speaks of its own operations only (null: the house's own); left out: the NFVO knows it itself.</param>
    /// <param name="remains">What an operation that was given up left; null: nothing.</param>
    public async Task ConcludeAsync(TenantId tenant, string occurrenceId, bool completed, CancellationToken cancellationToken, string? vnfmId = Conclusion.Anybody, FailureRemains? remains = null)
    {
        if (IsConcluded(tenant, occurrenceId))
        {
            return;
        }
        if (!await desk.RunAsync(new Conclusion(tenant, occurrenceId, completed, remains, vnfmId, catalogue, cancellationToken), cancellationToken))
        {
            return;
        }
        if (concluded.Count >= MaxRemembered)
        {
            concluded.Clear();
        }
        concluded[(tenant, occurrenceId)] = true;
    }
}
