using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim;

/// <summary>Who calls an endpoint, from its token.</summary>
public static class VimCaller
{
    /// <summary>Claim with the tenant of a token.</summary>
    public const string TenantClaim = "tenant";

    /// <summary>The caller; a token without a tenant is refused.</summary>
    public static VimCallContext Of(HttpContext http)
    {
        if (!TenantId.TryParse(http.User.FindFirst(TenantClaim)?.Value, out var tenant))
        {
            throw new VimException(VimErrorCause.UNAUTHORIZED, $"The token names no tenant (claim '{TenantClaim}'), and every VIM resource belongs to one. Ask for a token of a client that has a tenant.");
        }

        return new VimCallContext(tenant, http.User.FindFirst("client_id")?.Value ?? http.User.FindFirst("sub")?.Value ?? "", http.TraceIdentifier);
    }
}
