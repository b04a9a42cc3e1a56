using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>Under which address clients reach this service, for links written outside a request (notifications, callbacks).</summary>
public sealed class ServiceAddress(IServer server, IOptions<SolOptions> options)
{
    /// <summary>The root, without a slash at the end: as configured (<see cref="SolOptions.PublicBaseUri"/>), else the first address the server listens on.</summary>
    /// <exception cref="InvalidOperationException">Nothing is configured and the server does not listen yet.</exception>
    public string Root
    {
        get
        {
            if (options.Value.PublicBaseUri is { } configured)
            {
                return configured.AbsoluteUri.TrimEnd('/');
            }
            return server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/')
                ?? throw new InvalidOperationException("The service does not listen yet and no public address is configured (Sol:PublicBaseUri): its links cannot be written.");
        }
    }
}
