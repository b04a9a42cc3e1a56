using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Performance.Api;
using NfvOrchestrator.Performance.Collection;
using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Performance;

/// <summary>Performance management as a part of a service.</summary>
public static class PerformanceServiceExtensions
{
    /// <summary>
    /// Registers PM jobs, thresholds and the loops that serve them. The service brings the store, the event bus, notifications, idempotency and <see cref="IMeasuredObjects"/>.
    /// </summary>
    public static WebApplicationBuilder AddPerformanceManagement<TObjects>(this WebApplicationBuilder builder, PmApi api)
        where TObjects : class, IMeasuredObjects
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(api);
        var options = builder.Configuration.GetSection(PmOptions.Section).Get<PmOptions>() ?? new PmOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(api);
        services.AddSingleton(api.Dialect);
        services.AddSingleton<IMeasuredObjects, TObjects>();
        foreach (var collection in PmCollections.All)
        {
            services.AddDocumentCollection(collection);
        }
        services.AddSingleton<PmLinks>();
        services.AddSingleton<PmServices>();
        services.AddSingleton<PmWatch>();
        services.AddSingleton<PeriodReader>();
        services.AddSingleton<JobTurn>();
        services.AddSingleton<ThresholdTurn>();
        services.AddSingleton<PmTurn>();
        services.AddBackgroundLoop<PmWatchLoop>();
        services.AddBackgroundLoop<MetricsIntake>();
        services.AddBackgroundLoop<PmWorker>();
        services.AddBackgroundLoop<PmRetentionLoop>();
        return builder;
    }

    /// <summary>Maps both versions of the API.</summary>
    public static void MapPerformanceManagement(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var api = app.Services.GetRequiredService<PmApi>();
        var objects = app.Services.GetRequiredService<IMeasuredObjects>();
        app.MapSolApi(api.Newest, Map);
        app.MapSolDialect(api.Dialect, group =>
        {
            Map(group);
            PmSubscriptionEndpoints.Map(group, api, objects);
        });
    }

    private static void Map(RouteGroupBuilder group)
    {
        PmJobEndpoints.Map(group);
        ThresholdEndpoints.Map(group);
    }
}
