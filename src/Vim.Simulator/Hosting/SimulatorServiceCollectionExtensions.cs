using Microsoft.Extensions.DependencyInjection.Extensions;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Registers the simulator.</summary>
public static class SimulatorServiceCollectionExtensions
{
    /// <summary>
    /// Adds the simulator; map it with <see cref="SimulatorEndpoints.MapVimSimulator"/>. Needs an <c>IEventBus</c> unless telemetry is off (<see cref="SimulatorOptions.MetricsInterval"/> zero and <paramref name="telemetry"/> false).
    /// </summary>
    public static IServiceCollection AddVimSimulator(this IServiceCollection services, Action<SimulatorOptions>? configure = null, bool telemetry = true)
    {
        services.TryAddSingleton(TimeProvider.System);
        CompileAhead.Json(VimJsonContext.Default, typeof(VimBatchRequest), typeof(VimBatchResponse), typeof(VimResourcePage), typeof(VimCapacity));
        CompileAhead.Json(JournalJsonContext.Default, typeof(JournalLine));
        var options = services.AddOptions<SimulatorOptions>().BindConfiguration(SimulatorOptions.Section)
            .Validate(o => o.MetricsInterval >= TimeSpan.Zero, "VimSimulator:MetricsInterval is negative.")
            .Validate(o => o.CounterHistory >= 0, "VimSimulator:CounterHistory is negative.");
        if (configure is not null) options.Configure(configure);
        options.ValidateOnStart();
        services.AddApiDocuments(VimEndpoints.Document, SimulatorEndpoints.Document);
        services.AddSingleton<SimulatorDriver>();
        services.AddSingleton<IVimDriver>(provider => provider.GetRequiredService<SimulatorDriver>());
        if (telemetry)
        {
            services.AddBackgroundLoop<EventLoop>();
            services.AddBackgroundLoop<TelemetryLoop>();
        }

        return services;
    }
}
