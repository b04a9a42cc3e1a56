using System.Net;
using System.Net.Http.Headers;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Puts this service's token and the ambient tenant on a request; a 401 gets a fresh token and one more try.</summary>
/// <param name="tokens">Where tokens come from.</param>
/// <param name="namesTenant">False: the called service is not of this house, its tenants are no matter of ours.</param>
internal sealed class ServiceIdentityHandler(ITokenSource tokens, bool namesTenant = true) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (namesTenant && TenantContext.Current is { } tenant && !request.Headers.Contains(TenantContext.HeaderName))
        {
            request.Headers.Add(TenantContext.HeaderName, tenant.Value);
        }
        if (request.Headers.Authorization is not null && request.Headers.Authorization.Parameter is not null && !request.Options.TryGetValue(Ours, out _))
        {
            return await base.SendAsync(request, cancellationToken); // the caller brought its own
        }
        request.Options.Set(Ours, true);
        var token = await tokens.GetTokenAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !RetryHandler.IsReplayable(request.Content))
        {
            return response;
        }
        tokens.Invalidate(token);
        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetTokenAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    private static readonly HttpRequestOptionsKey<bool> Ours = new("nfv.token");
}
