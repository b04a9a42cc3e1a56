using System.Net.Http.Headers;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>Logs in at an element manager as its entry of the configuration says.</summary>
internal sealed class ElementManagerHandler(HttpMessageHandler transport, ElementManagerOptions? options, ITokenSource? tokens) : DelegatingHandler(transport)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (tokens is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetTokenAsync(cancellationToken));
        }
        else if (options?.UserName is { } user)
        {
            request.Headers.Authorization = new BasicCredentials(user, options.Password ?? "").ToHeader();
        }
        return await base.SendAsync(request, cancellationToken);
    }
}
