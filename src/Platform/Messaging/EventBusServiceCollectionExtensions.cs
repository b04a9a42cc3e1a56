using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>Registers the event bus.</summary>
public static class EventBusServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IEventBus"/> as the options say.</summary>
    /// <exception cref="ArgumentException">The options cannot work; the message names the setting.</exception>
    public static IServiceCollection AddEventBus(this IServiceCollection services, EventBusOptions options)
    {
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }
        services.TryAddSingleton(TimeProvider.System);
        return options.Kind == EventBusKind.Kafka
            ? services.AddSingleton<IEventBus>(sp => new KafkaEventBus(options, sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<KafkaEventBus>>()))
            : services.AddSingleton<IEventBus>(sp => new InProcessEventBus(options, sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<InProcessEventBus>>()));
    }

    /// <summary>Registers a bus that several hosts of one process share; whoever made it disposes of it.</summary>
    public static IServiceCollection AddEventBus(this IServiceCollection services, IEventBus shared) => services.AddSingleton(shared);
}
