using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Registers background loops.</summary>
public static class BackgroundLoopServiceCollectionExtensions
{
    /// <summary>Adds a loop as singleton and hosted service, and (once) the health check <c>background-loops</c> over all loops.</summary>
    public static IServiceCollection AddBackgroundLoop<T>(this IServiceCollection services)
        where T : BackgroundLoop
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BackgroundLoopRegistry>();
        services.TryAddSingleton<T>();
        services.AddHostedService(static s => s.GetRequiredService<T>());
        services.AddHealthCheckOnce<BackgroundLoopHealthCheck>("background-loops");
        return services;
    }

    /// <summary>Adds a health check unless one of that type is there already (AddCheck refuses duplicates only when it runs).</summary>
    internal static void AddHealthCheckOnce<T>(this IServiceCollection services, string name)
        where T : class, IHealthCheck
    {
        if (services.Any(static d => d.ServiceType == typeof(T)))
        {
            return;
        }
        services.AddSingleton<T>();
        services.AddHealthChecks().AddCheck<T>(name);
    }
}
