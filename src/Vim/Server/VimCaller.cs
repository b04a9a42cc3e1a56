using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Vim;

/// <summary>Who calls an endpoint, from its token.</summary>
internal static class VimCaller
{
    /// <summary>The caller; a request without a tenant is refused (403).</summary>
    public static VimCallContext Of(HttpContext http) =>
        new(http.GetTenant(), http.User.FindFirst(NfvClaims.ClientId)?.Value ?? http.User.FindFirst("sub")?.Value ?? "", http.TraceIdentifier);
}
