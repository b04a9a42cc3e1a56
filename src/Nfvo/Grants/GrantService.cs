using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>
/// The grant server (SOL003 §9): places what a VNF operation adds, and books it in the capacity ledger before the answer. The ledger, the reservation of the VNF
/// and the grant are one transaction with versions: parallel grants, also of several NFVO processes, never promise the same capacity twice.
/// </summary>
internal sealed class GrantService(IDocumentStore store, ICatalogue catalogue, VimClient vim, NfvoOptions options, TimeProvider clock) : IDisposable
{
    private const string LedgerId = "ledger";

    private const int MaxAttempts = 20;

    /// <summary>Grants of one process queue up here instead of colliding in the store.</summary>
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    /// <summary>Grants, or throws a problem: 403 with what is short and what would fit, 422 for a request that fits no descriptor, 503 when the VIM does not answer.</summary>
    public async Task<GrantRecord> GrantAsync(TenantId tenant, GrantRequest request, Func<string, GrantLinks> links, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(GrantCollections.Grants, tenant, request.VnfLcmOpOccId, cancellationToken) is { } given)
        {
            return given.Value;
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var vnfd = await FindVnfdAsync(tenant, request, cancellationToken);
                var (record, batch) = await PlaceAsync(tenant, request, GrantDemands.Of(request, FlavourOf(request, vnfd)), links, cancellationToken);
                if (request.Operation == GrantedLcmOperationType.INSTANTIATE)
                {
                    // The package cannot be deleted while a VNF is made from it.
                    catalogue.AddUse(batch, vnfd, request.VnfInstanceId);
                }
                if ((await store.CommitAsync(batch, cancellationToken)).Ok)
                {
                    return record;
                }
                // Somebody was faster: with another grant, with this one, or with a change of the package.
                if (await store.GetAsync(GrantCollections.Grants, tenant, request.VnfLcmOpOccId, cancellationToken) is { } meanwhile)
                {
                    return meanwhile.Value;
                }
                if (attempt == MaxAttempts)
                {
                    throw SolProblem.Unavailable("The capacity ledger is too busy to book this grant. Repeat the request.", TimeSpan.FromSeconds(1)).ToException();
                }
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Books the end of an operation: what was added is there for good (or given back), what was removed is free again. Idempotent.</summary>
    /// <param name="tenant">The owner.</param>
    /// <param name="occurrenceId">The operation occurrence that was granted.</param>
    /// <param name="completed">True: the operation reached its target; false: everything is as before it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task ConcludeAsync(TenantId tenant, string occurrenceId, bool completed, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; attempt <= MaxAttempts; attempt++)
            {
                var grant = await store.GetAsync(GrantCollections.Grants, tenant, occurrenceId, cancellationToken);
                if (grant is null || grant.Value.Concluded)
                {
                    return;
                }
                var request = grant.Value.Request;
                var batch = new WriteBatch().Replace(GrantCollections.Grants, grant, grant.Value with { Concluded = true });
                var holdsNothing = true;
                var reservation = await store.GetAsync(GrantCollections.Reservations, tenant, request.VnfInstanceId, cancellationToken);
                var ledger = await store.GetAsync(GrantCollections.Ledgers, TenantId.System, LedgerId, cancellationToken);
                if (reservation is not null && ledger is not null)
                {
                    var (next, left) = ledger.Value.Ledger.Release(reservation.Value, [.. completed ? grant.Value.FreedByCompletion : grant.Value.FreedByFailure]);
                    holdsNothing = left.Lines.Count == 0;
                    if (left.Lines.Count == 0)
                    {
                        batch.Delete(GrantCollections.Reservations, tenant, request.VnfInstanceId, reservation.Version);
                    }
                    else
                    {
                        // Only what this operation booked is there now: a later one may have booked already and still be at work.
                        var there = left.Lines.Where(l => grant.Value.Booked.Contains(l.Key, StringComparer.Ordinal) || left.ConfirmedKeys.Contains(l.Key, StringComparer.Ordinal)).ToList();
                        (next, var confirmed) = next.Confirm(left with { Lines = there });
                        batch.Replace(GrantCollections.Reservations, reservation, left with { ConfirmedKeys = confirmed.ConfirmedKeys });
                    }
                    batch.Replace(GrantCollections.Ledgers, ledger, ledger.Value with { Ledger = next });
                }
                // What is still held belongs to a later operation: the package is in use again.
                if (holdsNothing
                    && completed == (request.Operation == GrantedLcmOperationType.TERMINATE)
                    && request.Operation is GrantedLcmOperationType.TERMINATE or GrantedLcmOperationType.INSTANTIATE)
                {
                    catalogue.RemoveUse(batch, tenant, CatalogueKind.Vnfd, request.VnfdId, request.VnfInstanceId);
                }
                if ((await store.CommitAsync(batch, cancellationToken)).Ok)
                {
                    return;
                }
            }
        }
        finally
        {
            gate.Release();
        }
        throw new TimeoutException($"The ledger was too busy to book the end of operation {occurrenceId}; the audit will do it.");
    }

    private async Task<VnfdEntry> FindVnfdAsync(TenantId tenant, GrantRequest request, CancellationToken cancellationToken)
    {
        var vnfd = await catalogue.FindVnfdAsync(tenant, request.VnfdId, cancellationToken)
            ?? throw SolProblem.Unprocessable($"There is no onboarded VNF package with the VNFD '{request.VnfdId}'.").ToException();
        return vnfd.Enabled || request.Operation != GrantedLcmOperationType.INSTANTIATE
            ? vnfd
            : throw SolProblem.Conflict($"The VNF package with the VNFD '{request.VnfdId}' is DISABLED. Enable it and repeat the operation.").ToException();
    }

    private static Tosca.Model.DeploymentFlavour FlavourOf(GrantRequest request, VnfdEntry vnfd) => request.FlavourId is { } flavourId
        ? vnfd.Descriptor.FindFlavour(flavourId) ?? throw SolProblem.Unprocessable($"The VNFD '{request.VnfdId}' has no deployment flavour '{flavourId}'.").ToException()
        : vnfd.Descriptor.FindFlavour(vnfd.Descriptor.DefaultFlavourId)!;

    private async Task<(GrantRecord Record, WriteBatch Batch)> PlaceAsync(
        TenantId tenant, GrantRequest request, IReadOnlyList<ResourceDemand> demands, Func<string, GrantLinks> links, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var batch = new WriteBatch();
        IReadOnlyList<ReservationLine> lines = [];
        var removed = (request.RemoveResources ?? []).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var reservation = await store.GetAsync(GrantCollections.Reservations, tenant, request.VnfInstanceId, cancellationToken);
        // One operation at a time works on a VNF. What it adds under a name that is held already, it replaces (a server that is healed), or the end of the
        // operation that held it is not booked yet: either way the name is counted once.
        var added = demands.Select(d => GrantDemands.DefinitionOf(d.Key)).ToHashSet(StringComparer.Ordinal);
        var superseded = (reservation?.Value.Lines ?? []).Select(l => l.Key).Where(k => added.Contains(GrantDemands.DefinitionOf(k))).ToList();
        var freed = (reservation?.Value.Lines ?? []).Select(l => l.Key).Where(k => removed.Contains(GrantDemands.DefinitionOf(k))).Except(superseded, StringComparer.Ordinal).ToList();
        if (demands.Count > 0)
        {
            var stored = await store.GetAsync(GrantCollections.Ledgers, TenantId.System, LedgerId, cancellationToken);
            var current = stored?.Value;
            if (current is null || now - current.RefreshedAt > options.CapacityAge)
            {
                current = new LedgerRecord((current?.Ledger ?? ZoneLedger.Empty).Refresh(await AskVimAsync(tenant, cancellationToken)), now);
            }
            var (free, kept) = reservation is null ? (current.Ledger, null) : current.Ledger.Release(reservation.Value, superseded);
            var (placement, reserved) = Placer.PlaceAndReserve(
                free,
                new PlacementRequest { Tenant = tenant.Value, Demands = demands, Groups = GrantDemands.Groups(request, demands), Existing = kept?.Lines ?? [] },
                request.VnfInstanceId,
                expiresAt: null,
                kept);
            if (reserved?.Reservation is not { } booked)
            {
                throw Refused(request, placement, reserved);
            }
            lines = booked.Lines;
            current = current with { Ledger = reserved.Ledger };
            _ = stored is null
                ? batch.Insert(GrantCollections.Ledgers, TenantId.System, LedgerId, current)
                : batch.Replace(GrantCollections.Ledgers, stored, current);
            _ = reservation is null
                ? batch.Insert(GrantCollections.Reservations, tenant, request.VnfInstanceId, booked)
                : batch.Replace(GrantCollections.Reservations, reservation, booked);
        }
        var booking = demands.Select(d => d.Key).ToList();
        var record = new GrantRecord
        {
            Request = request,
            Grant = Answer(request, lines, links(request.VnfLcmOpOccId)),
            GivenAt = now,
            Booked = booking,
            FreedByCompletion = freed,
            // A replaced server is still there, or there again, after a roll back.
            FreedByFailure = [.. booking.Where(k => !removed.Contains(GrantDemands.DefinitionOf(k)))],
        };
        return (record, batch.Insert(GrantCollections.Grants, tenant, request.VnfLcmOpOccId, record));
    }

    private async Task<CapacityModel> AskVimAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        using var scope = TenantContext.Use(tenant);
        try
        {
            return await CapacityReader.ReadAsync(vim, options.VimConnectionId, cancellationToken);
        }
        catch (VimException silent)
        {
            throw SolProblem.Unavailable($"The VIM account '{options.VimConnectionId}' did not tell its capacity: {silent.Message} Nothing was reserved; repeat the request.", TimeSpan.FromSeconds(5)).ToException(silent);
        }
    }

    private Grant Answer(GrantRequest request, IReadOnlyList<ReservationLine> lines, GrantLinks links)
    {
        var placed = lines.DistinctBy(l => l.Key).ToDictionary(l => l.Key, StringComparer.Ordinal);
        ReservationLine? Line(ResourceDefinition definition) => placed.GetValueOrDefault(GrantDemands.LineKey(request.VnfLcmOpOccId, definition.Id));
        var zones = (request.AddResources ?? []).Select(Line).OfType<ReservationLine>()
            .Select(l => new ZoneInfo { Id = l.ZoneId, ZoneId = l.ZoneId, VimConnectionId = l.VimId }).DistinctBy(z => z.Id).ToList();
        return new Grant
        {
            Id = request.VnfLcmOpOccId,
            VnfInstanceId = request.VnfInstanceId,
            VnfLcmOpOccId = request.VnfLcmOpOccId,
            Zones = zones.Count == 0 ? null : zones,
            VimConnectionInfo = new Dictionary<string, VimConnectionInfo>(StringComparer.Ordinal)
            {
                [options.VimConnectionId] = new VimConnectionInfo { VimId = options.VimConnectionId, VimType = "NFVORCHESTRATOR.VIM.V_1" },
            },
            AddResources = Infos(request.AddResources),
            RemoveResources = Infos(request.RemoveResources),
            UpdateResources = Infos(request.UpdateResources),
            Links = links,
        };

        List<GrantInfo>? Infos(IReadOnlyList<ResourceDefinition>? definitions) => definitions is null
            ? null
            : [.. definitions.Select(d => new GrantInfo
            {
                ResourceDefinitionId = d.Id,
                VimConnectionId = options.VimConnectionId,
                ZoneId = d.Type == ResourceDefinitionType.COMPUTE ? Line(d)?.ZoneId : null,
            })];
    }

    private static SolProblemException Refused(GrantRequest request, PlacementResult placement, ReserveResult? reserved)
    {
        var reason = placement.Rejection?.Message ?? reserved?.Message ?? "there is no room for it.";
        var problem = SolProblem.Forbidden($"{request.Operation} of the VNF instance '{request.VnfInstanceId}' is not granted: {reason} Nothing was reserved.");
        return problem.ToException();
    }
}
