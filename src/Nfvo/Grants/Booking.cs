using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Grants.Assets;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>Places what an operation adds and books it; the same operation occurrence always gets the same grant.</summary>
internal sealed class Booking(
    TenantId tenant, string? vnfmId, GrantRequest request, GrantLinks links, IReadOnlyList<ReservationLine> there, ICatalogue catalogue, SoftwareImages? images, ComputeFlavours? flavours, NfvoOptions options, CancellationToken wanted)
    : LedgerJob<BookingOutcome>(wanted)
{
    private VnfdEntry? vnfd;
    private IReadOnlyList<Vdu> vdus = [];

    /// <summary>The descriptor of what is added: that of the other package when the package is changed.</summary>
    private string TargetVnfdId => request.DstVnfdId ?? request.VnfdId;

    /// <summary>The software images that the operation needs; known after <see cref="FetchAsync"/>.</summary>
    public IReadOnlyList<SwImage> Images { get; private set; } = [];

    /// <summary>The package they are in.</summary>
    public string PackageId => vnfd!.VnfPkgId;

    /// <summary>Whether the grant has all of the VIM's images and flavours that it can have; false: they have to be asked for.</summary>
    public bool HasAssets { get; private set; }

    /// <summary>What flavours the grant has to name; known after <see cref="FetchAsync"/>.</summary>
    public FlavourQuestion? Flavours(string vimId, IReadOnlyList<VimSoftwareImage> inVim)
        => vdus.Count == 0 ? null : new FlavourQuestion(tenant, vimId, TargetVnfdId, request.FlavourId ?? vnfd!.Descriptor.DefaultFlavourId, vdus, inVim);

    /// <inheritdoc/>
    public override TenantId Tenant => tenant;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Vims => request.AddResources is { Count: > 0 } || request.UpdateResources is { Count: > 0 } ? options.VimAccounts : [];

    /// <inheritdoc/>
    public override async Task FetchAsync(LedgerTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.Grants.FetchAsync(tenant, request.VnfLcmOpOccId, cancellationToken);
        await transaction.Reservations.FetchAsync(tenant, request.VnfInstanceId, cancellationToken);
        vnfd = await catalogue.FindVnfdAsync(tenant, TargetVnfdId, cancellationToken);
        var flavour = vnfd?.Descriptor.FindFlavour(request.FlavourId ?? vnfd.Descriptor.DefaultFlavourId);
        Images = images is not null && flavour is not null ? SoftwareImages.Of(request, flavour) : [];
        vdus = flavours is not null && flavour is not null ? ComputeFlavours.Of(request, flavour) : [];
    }

    /// <inheritdoc/>
    protected override BookingOutcome Run(LedgerTransaction transaction)
    {
        if (transaction.Grants.Get(tenant, request.VnfLcmOpOccId) is { } given)
        {
            if (given.VnfmId != vnfmId)
            {
                throw SolProblem.Conflict($"The operation '{request.VnfLcmOpOccId}' of another VNFM was granted already. Identifiers of operation occurrences must be UUIDs of their own.").ToException();
            }
            HasAssets = given.Grant.VimAssets is not null;
            return !given.Concluded
                ? new BookingOutcome(given, null)
                : throw SolProblem.Conflict($"The operation '{request.VnfLcmOpOccId}' is over: its grant was concluded at {given.ConcludedAt:O}. A new operation asks for a grant of its own.").ToException();
        }
        var (entry, flavour) = Descriptor();
        var additions = GrantDemands.Of(request, flavour);
        var reservation = transaction.Reservations.Get(tenant, request.VnfInstanceId);
        var resizes = GrantDemands.Resizes(request, flavour, reservation?.Lines ?? []);
        IReadOnlyList<ResourceDemand> demands = [.. additions, .. resizes.Select(r => r.Growth).OfType<ResourceDemand>()];
        var removed = (request.RemoveResources ?? []).Select(r => GrantResources.ResourceKeyOf(r.Id)).ToHashSet(StringComparer.Ordinal);
        // One operation at a time works on a VNF. What it adds under a name that is held already, it replaces (a server that is healed), or the end of the
        // operation that held it is not booked yet: either way the name is counted once.
        var added = additions.Select(d => GrantDemands.DefinitionOf(d.Key)).ToHashSet(StringComparer.Ordinal);
        var held = (reservation?.Lines ?? []).Select(l => l.Key).ToList();
        var superseded = held.Where(k => added.Contains(GrantDemands.DefinitionOf(k))).ToList();
        var freed = held.Where(k => removed.Contains(GrantDemands.DefinitionOf(k))).Except(superseded, StringComparer.Ordinal).ToList();
        IReadOnlyList<ReservationLine> lines = reservation?.Lines ?? [];
        if (demands.Count > 0)
        {
            var limited = WithQuotas(transaction.State.Capacity);
            var (free, kept) = reservation is null ? (limited, null) : limited.Release(reservation, superseded);
            IReadOnlyList<ReservationLine> existing = [.. kept?.Lines ?? [], .. there];
            var (placement, reserved) = Placer.PlaceAndReserve(
                free,
                new PlacementRequest { Tenant = tenant.Value, Demands = demands, Groups = GrantDemands.Groups(request, demands, existing), Existing = existing },
                request.VnfInstanceId,
                expiresAt: null,
                kept);
            if (reserved?.Reservation is not { } booked)
            {
                // Whoever is refused for want of quota is told when there is enough: it is kept with the quota, in this transaction.
                transaction.Set(Short(placement, reserved).Aggregate(limited, (ledger, vimId) => ledger.WithAwaited(vimId, tenant.Value, Missing(demands, reservation, superseded))));
                return new BookingOutcome(null, Refused(placement, reserved));
            }
            transaction.Set(reserved.Ledger);
            transaction.Reservations.Set(tenant, request.VnfInstanceId, booked);
            lines = booked.Lines;
        }
        var booking = demands.Select(d => d.Key).ToList();
        var record = new GrantRecord
        {
            // The answer says what was granted; what was asked is not kept twice.
            Request = request with { AddResources = null, RemoveResources = null, UpdateResources = null, TempResources = null, PlacementConstraints = null, VimConstraints = null, AdditionalParams = null },
            Grant = WithAssets(GrantAnswer.Of(request, lines, links, options.VimConnectionId, transaction.State.Capacity)),
            VnfmId = vnfmId,
            GivenAt = transaction.Now,
            ExpiresAt = transaction.Now + options.GrantLifetime,
            Booked = booking,
            Resized = resizes.Count == 0 ? null : resizes.ToDictionary(r => r.Id, r => r.Size, StringComparer.Ordinal),
            FreedByCompletion = freed,
            // A replaced server is still there, or there again, after a roll back.
            FreedByFailure = [.. booking.Where(k => !removed.Contains(GrantDemands.DefinitionOf(k)))],
        };
        if (request.Operation is GrantedLcmOperationType.INSTANTIATE or GrantedLcmOperationType.CHANGE_VNFPKG)
        {
            // The package cannot be deleted while a VNF is made from it, nor the one before until the change is completed.
            catalogue.AddUse(transaction.Also, entry, request.VnfInstanceId);
        }
        transaction.Grants.Set(tenant, request.VnfLcmOpOccId, record);
        return new BookingOutcome(record, null);
    }

    /// <summary>The ledger with the quotas of the tenant as they are configured, but for those that were set.</summary>
    private ZoneLedger WithQuotas(ZoneLedger capacity)
        => options.VimAccounts.Where(v => capacity.FindQuota(v, tenant.Value) is not { IsFixed: true })
            .Aggregate(capacity, (ledger, vimId) => ledger.WithQuota(vimId, tenant.Value, options.QuotaOf(tenant.Value), isFixed: false));

    /// <summary>VIMs in which the quota of the tenant is too small.</summary>
    private static IEnumerable<string> Short(PlacementResult placement, ReserveResult? reserved)
        => (placement.Rejection?.Shortages ?? reserved?.Shortages ?? []).Where(s => s is { ZoneId: null, IsOfAccount: false }).Select(s => s.VimId).Distinct(StringComparer.Ordinal);

    /// <summary>What the tenant needs beyond what it has: all of a VNF goes into one VIM.</summary>
    private static ResourceAmounts Missing(IReadOnlyList<ResourceDemand> demands, Reservation? reservation, List<string> superseded)
        => (demands.Aggregate(default(ResourceAmounts), (sum, d) => sum + d.Amounts)
            - (reservation?.Lines ?? []).Where(l => superseded.Contains(l.Key, StringComparer.Ordinal)).Aggregate(default(ResourceAmounts), (sum, l) => sum + l.Amounts)).AtLeastZero();

    /// <summary>Usually images and flavours are known since the first VNF of the package; if not, the grant is completed after it was booked.</summary>
    private Grant WithAssets(Grant grant)
    {
        var vimId = grant.VimConnectionInfo!.Keys.Single();
        var known = Images.Count == 0 ? new VimAssets() : images!.Find(tenant, PackageId, Images, vimId);
        var sizes = known is null ? null : Flavours(vimId, known.SoftwareImages ?? []) is { } question ? flavours!.Known(question) : [];
        HasAssets = known is not null && sizes is not null;
        return HasAssets && (known!.SoftwareImages is not null || sizes!.Count > 0) ? grant with { VimAssets = known with { ComputeResourceFlavours = sizes!.Count == 0 ? null : sizes } } : grant;
    }

    private (VnfdEntry Entry, DeploymentFlavour Flavour) Descriptor()
    {
        var entry = vnfd ?? throw SolProblem.Unprocessable($"There is no onboarded VNF package with the VNFD '{TargetVnfdId}'.").ToException();
        if (!entry.Enabled && request.Operation is (GrantedLcmOperationType.INSTANTIATE or GrantedLcmOperationType.CHANGE_VNFPKG))
        {
            throw SolProblem.Conflict($"The VNF package with the VNFD '{TargetVnfdId}' is DISABLED. Enable it and repeat the operation.").ToException();
        }
        var flavourId = request.FlavourId ?? entry.Descriptor.DefaultFlavourId;
        return (entry, entry.Descriptor.FindFlavour(flavourId) ?? throw SolProblem.Unprocessable($"The VNFD '{TargetVnfdId}' has no deployment flavour '{flavourId}'.").ToException());
    }

    private SolProblemException Refused(PlacementResult placement, ReserveResult? reserved)
    {
        var reason = (placement.Rejection?.Message ?? reserved?.Message ?? "there is no room for it.").Replace($"@{request.VnfLcmOpOccId}", "", StringComparison.Ordinal);
        return SolProblem.Forbidden($"{request.Operation} of the VNF instance '{request.VnfInstanceId}' is not granted: {reason} Nothing was reserved.").ToException();
    }
}
