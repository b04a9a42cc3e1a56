using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Security;

/// <summary>The tenant of a request.</summary>
public static class TenantHttpContextExtensions
{
    private static readonly object ItemKey = new();

    /// <summary>
    /// The tenant whose data this request may touch: the one of the token, or, for callers with the role <see cref="NfvRoles.Service"/>, the one named in
    /// <see cref="TenantContext.HeaderName"/>.
    /// </summary>
    /// <exception cref="TenantRequiredException">There is none, it is ill-formed, or the caller may not act for it: the host answers 403.</exception>
    public static TenantId GetTenant(this HttpContext context)
    {
        var found = Find(context);
        return found.Tenant ?? throw new TenantRequiredException(found.Problem!);
    }

    /// <summary>As <see cref="GetTenant"/>, with null instead of an exception when the request has no tenant.</summary>
    public static TenantId? FindTenant(this HttpContext context) => Find(context).Tenant;

    private static Outcome Find(HttpContext context)
    {
        if (context.Items.TryGetValue(ItemKey, out var known) && known is Outcome outcome)
        {
            return outcome;
        }
        outcome = Resolve(context);
        context.Items[ItemKey] = outcome;
        return outcome;
    }

    private static Outcome Resolve(HttpContext context)
    {
        var claim = context.RequestServices.GetService<IOptions<NfvServiceOptions>>()?.Value.Auth.TenantClaim ?? NfvClaims.Tenant;
        var own = context.User.FindFirst(claim)?.Value;
        var hasOwn = TenantId.TryParse(own, out var tenant);
        var named = context.Request.Headers[TenantContext.HeaderName];
        if (named.Count > 0)
        {
            if (named.Count > 1 || !TenantId.TryParse(named[0], out var other))
            {
                return new(null, $"The header {TenantContext.HeaderName} does not name a tenant: one name of 1 to 64 characters [A-Za-z0-9._-], not starting with '_', is expected.");
            }
            if (context.User.IsInRole(NfvRoles.Service))
            {
                return new(other, null);
            }
            return hasOwn && other == tenant
                ? new(tenant, null)
                : new(null, $"Only callers with the role '{NfvRoles.Service}' may act for another tenant with {TenantContext.HeaderName}. Leave the header out: the tenant is taken from the token.");
        }
        if (hasOwn)
        {
            return new(tenant, null);
        }
        return new(null, own is null
            ? $"The token carries no claim '{claim}', so it is not known whose data this request is about. Use a client that belongs to a tenant"
                + $" (callers with the role '{NfvRoles.Service}': send {TenantContext.HeaderName})."
            : $"The claim '{claim}' of the token is not a tenant name: 1 to 64 characters [A-Za-z0-9._-], not starting with '_'.");
    }

    private sealed record Outcome(TenantId? Tenant, string? Problem);
}
