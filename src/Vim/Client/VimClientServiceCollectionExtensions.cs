using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Platform.Hosting;

namespace NfvOrchestrator.Vim;

/// <summary>Registers the client.</summary>
public static class VimClientServiceCollectionExtensions
{
    /// <summary>Adds <see cref="VimClient"/> with this service's token and the ambient tenant. Time-outs and repetitions are the client's own: it knows that all its calls, POST as well, are idempotent.</summary>
    /// <param name="services">The services.</param>
    /// <param name="adapter">Base address of the VIM adapter.</param>
    /// <param name="options">How patient it is.</param>
    public static IServiceCollection AddVimClient(this IServiceCollection services, Uri? adapter, VimClientOptions? options = null)
    {
        const string name = "vim";
        services.AddNfvHttpClient(name, adapter, o =>
        {
            o.Retries = 0;
            o.AttemptTimeout = TimeSpan.FromHours(2); // above every time-out of VimClientOptions
            o.MaxConnectionsPerServer = 1024; // long polls hold connections
        });
        return services.AddSingleton(sp => new VimClient(sp.GetRequiredService<IHttpClientFactory>().CreateClient(name), options, sp.GetService<TimeProvider>()));
    }
}
