using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Nfvo.Grants.Capacity;

/// <summary>
/// The capacity ledger for people and for the console (vendor interface): what is granted and free per VIM, zone, host aggregate and pool; and what a tenant may have. A tenant sees its own quota; only callers
/// with the role <c>service</c> set quotas and see those of others.
/// </summary>
internal static class CapacityEndpoints
{
    private const string Root = "/capacity/v1";
    private const int MaxGrantBytes = 16 << 20;

    /// <summary>Its document.</summary>
    public static ApiDocument Document { get; } = new("capacity-v1", "What is granted and free per VIM, zone, host aggregate and pool; quotas of tenants.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root).InDocument(Document);
        group.MapGet("/zones", ZonesAsync).WithName("ListCapacity").WithSummary("What is granted and free per zone and host aggregate.").Produces<IReadOnlyList<ZoneView>>();
        group.MapGet("/limits", LimitsAsync).WithName("ListAccountLimits").WithSummary("What all tenants together may have in VIM accounts whose cloud limits them (the quota of an OpenStack project).").Produces<IReadOnlyList<AccountLimitView>>();
        group.MapGet("/quota", OwnAsync).WithName("ReadOwnQuota").WithSummary("What the caller's tenant may have, by VIM account.").Produces<IReadOnlyList<QuotaView>>();
        group.MapPost("/tentative_grants", TryOutAsync).Accepts<GrantRequest>("application/json").WithName("TryOutGrant").WithSummary("What a grant request (SOL003 §9) would be answered now; nothing is reserved.").Produces<Grant>().OpenToVnfms(writes: true);
        var quotas = group.MapGroup("/quotas/{tenant}").RequireAuthorization(NfvPolicies.Service);
        quotas.MapGet("", OfAsync).WithName("ReadQuota").WithSummary("What a tenant may have, by VIM account.").Produces<IReadOnlyList<QuotaView>>();
        quotas.MapPut("/{vimConnectionId}", SetAsync).WithName("SetQuota").WithSummary("Sets what a tenant may have in a VIM account; what is not named has no limit.").Accepts<TenantQuotaOptions>("application/json").Produces<IReadOnlyList<QuotaView>>();
        quotas.MapDelete("/{vimConnectionId}", ResetAsync).WithName("ResetQuota").WithSummary("Goes back to the configured quota.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ZonesAsync(IDocumentStore store, CancellationToken cancellationToken)
    {
        var state = await new LedgerBook(store).ReadAsync(cancellationToken);
        return TypedResults.Json(
            [.. state.Capacity.Zones.Select(z => new ZoneView(
                z.VimId, z.ZoneId, z.Accepting, state.Readings.FirstOrDefault(r => r.VimId == z.VimId)?.At, PoolView.Of(z.Counters), Aggregates(z)))],
            CapacityJson.Default.ListZoneView);
    }

    private static async Task<IResult> LimitsAsync(IDocumentStore store, CancellationToken cancellationToken)
    {
        var state = await new LedgerBook(store).ReadAsync(cancellationToken);
        return TypedResults.Json(
            [.. state.Capacity.Limits.Select(l => new AccountLimitView(
                l.VimId, state.Readings.FirstOrDefault(r => r.VimId == l.VimId)?.At, PoolView.Of(new ResourceCounters { Total = l.Total, External = l.External, Reserved = l.Promised })))],
            CapacityJson.Default.ListAccountLimitView);
    }

    /// <summary>For dry runs of VNFMs: where what they ask for would be placed. 403 with what is short when it would be refused.</summary>
    private static async Task<IResult> TryOutAsync(HttpContext context, GrantService grants, CancellationToken cancellationToken)
    {
        var request = await context.ReadBodyAsync(GrantJsonContext.Default.GrantRequest, MaxGrantBytes, cancellationToken);
        var links = new GrantLinks { Self = new Sol.Common.Link { Href = SolUri.Absolute(context, Root + "/tentative_grants") }, VnfLcmOpOcc = request.Links.VnfLcmOpOcc, VnfInstance = request.Links.VnfInstance };
        return TypedResults.Json(await grants.TryOutAsync(context.GetTenant(), request, _ => links, cancellationToken), GrantJsonContext.Default.Grant);
    }

    private static Task<IResult> OwnAsync(HttpContext context, IDocumentStore store, CancellationToken cancellationToken) => QuotasAsync(context.GetTenant(), store, cancellationToken);

    private static Task<IResult> OfAsync(string tenant, IDocumentStore store, CancellationToken cancellationToken) => QuotasAsync(Tenant(tenant), store, cancellationToken);

    private static async Task<IResult> QuotasAsync(TenantId tenant, IDocumentStore store, CancellationToken cancellationToken)
    {
        var state = await new LedgerBook(store).ReadAsync(cancellationToken);
        return TypedResults.Json([.. state.Capacity.Quotas.Where(q => q.Tenant == tenant.Value).Select(View)], CapacityJson.Default.ListQuotaView);
    }

    private static async Task<IResult> SetAsync(HttpContext context, string tenant, string vimConnectionId, GrantService grants, NfvoOptions options, CancellationToken cancellationToken)
    {
        var limit = await context.ReadBodyAsync(CapacityJson.Default.TenantQuotaOptions, cancellationToken: cancellationToken);
        var amounts = limit.ToAmounts();
        if (!amounts.IsNotNegative)
        {
            return SolProblem.Unprocessable("A quota cannot be negative; leave a member out for no limit.");
        }
        Require(vimConnectionId, options);
        return TypedResults.Json([View(await grants.SetQuotaAsync(Tenant(tenant), vimConnectionId, amounts, cancellationToken))], CapacityJson.Default.ListQuotaView);
    }

    private static async Task<IResult> ResetAsync(string tenant, string vimConnectionId, GrantService grants, NfvoOptions options, CancellationToken cancellationToken)
    {
        Require(vimConnectionId, options);
        await grants.SetQuotaAsync(Tenant(tenant), vimConnectionId, null, cancellationToken);
        return TypedResults.NoContent();
    }

    private static TenantId Tenant(string name) => TenantId.TryParse(name, out var tenant) ? tenant : throw SolProblem.NotFound("tenant", name).ToException();

    private static void Require(string vimConnectionId, NfvoOptions options)
    {
        if (!options.VimAccounts.Contains(vimConnectionId, StringComparer.Ordinal))
        {
            throw SolProblem.NotFound($"The NFVO places nothing in a VIM account '{vimConnectionId}'; it knows: {string.Join(", ", options.VimAccounts)}.").ToException();
        }
    }

    private static QuotaView View(QuotaCounters quota) => new(quota.Tenant, quota.VimId, quota.IsFixed, PoolView.Of(quota.Counters));

    private static List<AggregateView> Aggregates(ZoneCounters zone)
        => [.. zone.Hosts.Where(h => h.Up).SelectMany(h => h.Aggregates.Select(name => (Name: name, Host: h))).GroupBy(p => p.Name, p => p.Host.Counters, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new AggregateView(g.Key, g.Count(), PoolView.Of(g.Aggregate(static (a, b) => new ResourceCounters { Total = a.Total + b.Total, External = a.External + b.External, Reserved = a.Reserved + b.Reserved }))))];
}
