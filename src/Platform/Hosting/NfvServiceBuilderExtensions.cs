using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Telemetry;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>What every service registers.</summary>
public static class NfvServiceBuilderExtensions
{
    /// <summary>
    /// Registers the common floor of a service: limits, authentication and authorization (everything needs a token unless it says otherwise), problem answers, health
    /// checks, logging and telemetry. Follow with <see cref="NfvServiceApplicationExtensions.UseNfvService"/> on the built application.
    /// </summary>
    /// <param name="builder">From <see cref="NfvWebApplication"/> or any of ASP.NET Core's.</param>
    /// <param name="serviceName">Name in logs and traces.</param>
    /// <param name="configure">Changes to what the configuration says.</param>
    public static WebApplicationBuilder AddNfvService(this WebApplicationBuilder builder, string serviceName, Action<NfvServiceOptions>? configure = null)
    {
        // Read once now for what must be decided while building; the same values are validated when the host starts.
        var now = new NfvServiceOptions();
        builder.Configuration.GetSection(NfvServiceOptions.Section).Bind(now);
        now.ServiceName = serviceName;
        configure?.Invoke(now);

        var services = builder.Services;
        services.AddSingleton(Options.Create(now));
        services.AddSingleton<IValidateOptions<NfvServiceOptions>, NfvServiceOptionsValidator>();
        services.AddOptions<NfvServiceOptions>().ValidateOnStart();
        services.AddSingleton<IOptionsFactory<NfvServiceOptions>>(sp => new FixedOptionsFactory(now, sp.GetServices<IValidateOptions<NfvServiceOptions>>()));
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(o =>
        {
            o.ShutdownTimeout = now.ShutdownTimeout;
            o.ServicesStopConcurrently = true;
        });
        services.Configure<KestrelServerOptions>(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = now.MaxRequestBodyBytes;
            o.Limits.MaxRequestHeadersTotalSize = now.MaxRequestHeaderBytes;
            o.Limits.MaxRequestHeaderCount = 100;
            o.Limits.MaxRequestLineSize = now.MaxRequestLineBytes;
            o.Limits.MaxConcurrentConnections = now.MaxConnections;
            o.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
            o.Configure(builder.Configuration.GetSection("Kestrel"), reloadOnChange: false);
        });
        // A body that does not bind is answered by the problem middleware, which can say why.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddRouting();
        services.AddSolConventions();
        services.AddNfvAuthentication();
        var health = services.AddHealthChecks();
        health.AddCheck<ShutdownHealthCheck>("lifetime");
        health.AddCheck<StoreHealthCheck>("store", timeout: TimeSpan.FromSeconds(5));
        services.AddSingleton<ShutdownHealthCheck>();
        if (now.UseForwardedHeaders)
        {
            services.Configure<ForwardedHeadersOptions>(o =>
            {
                o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
                foreach (var proxy in now.KnownProxies)
                {
                    if (IPAddress.TryParse(proxy, out var address))
                    {
                        o.KnownProxies.Add(address);
                    }
                }
            });
        }
        AddLogging(builder, now);
        services.AddHostedService<NfvTelemetryService>();
        return builder;
    }

    private static void AddLogging(WebApplicationBuilder builder, NfvServiceOptions options)
    {
        var logging = builder.Logging;
        logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        // Start-up failures stay visible: the host rethrows them to the caller.
        switch (options.LogFormat)
        {
            case NfvLogFormat.SingleLine:
                logging.AddSimpleConsole(o =>
                {
                    o.SingleLine = true;
                    o.IncludeScopes = true;
                    o.UseUtcTimestamp = true;
                    o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
                    o.ColorBehavior = LoggerColorBehavior.Default;
                });
                break;
            case NfvLogFormat.Json:
                logging.AddJsonConsole(o =>
                {
                    o.IncludeScopes = true;
                    o.UseUtcTimestamp = true;
                    o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                });
                break;
            case NfvLogFormat.Quiet:
            default:
                break;
        }
    }

    private sealed class FixedOptionsFactory(NfvServiceOptions value, IEnumerable<IValidateOptions<NfvServiceOptions>> rules) : IOptionsFactory<NfvServiceOptions>
    {
        public NfvServiceOptions Create(string name)
        {
            var failures = rules.Select(r => r.Validate(name, value)).Where(r => r.Failed).SelectMany(r => r.Failures ?? []).ToList();
            return failures.Count == 0 ? value : throw new OptionsValidationException(name, typeof(NfvServiceOptions), failures);
        }
    }
}
