using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Vim;

/// <summary>Registers the client.</summary>
public static class VimClientServiceCollectionExtensions
{
    /// <summary>Adds <see cref="VimClient"/> with this service's token and the ambient tenant. Time-outs and retries are the client's own: it knows that all its calls, POST as well, are idempotent.</summary>
    /// <param name="services">The services.</param>
    /// <param name="adapter">Base address of the VIM adapter.</param>
    public static IHttpClientBuilder AddVimClient(this IServiceCollection services, Uri adapter) =>
        services.AddNfvHttpClient<VimClient>("vim", adapter, options =>
        {
            options.Retries = 0;
            options.AttemptTimeout = TimeSpan.FromHours(2); // above every time-out of VimClientOptions
            options.MaxConnectionsPerServer = 512; // long polls hold connections
        });
}
