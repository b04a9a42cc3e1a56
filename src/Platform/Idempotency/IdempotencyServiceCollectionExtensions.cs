using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Idempotency;

/// <summary>Registers idempotency keys.</summary>
public static class IdempotencyServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IdempotencyStore"/> and the loop that forgets old keys.</summary>
    public static IServiceCollection AddIdempotency(this IServiceCollection services, Action<IdempotencyOptions>? configure = null)
    {
        var options = new IdempotencyOptions();
        configure?.Invoke(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IDocumentCollection>(IdempotencyStore.Collection);
        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotentRequests>();
        services.AddBackgroundLoop<IdempotencySweeper>();
        return services;
    }
}
