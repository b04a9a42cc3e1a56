using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Clients for calls between services: pooled connections, trace propagation (built into .NET), token, tenant, time-outs, safe retries.</summary>
public static class NfvHttpClientExtensions
{
    /// <summary>Registers <typeparamref name="TClient"/>, which takes an <see cref="HttpClient"/> in its constructor.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The other service, as errors shall call it.</param>
    /// <param name="baseAddress">Where it is; null when the client's requests name absolute URLs.</param>
    /// <param name="configure">Changes to the defaults.</param>
    public static IHttpClientBuilder AddNfvHttpClient<TClient>(this IServiceCollection services, string name, Uri? baseAddress, Action<NfvHttpClientOptions>? configure = null)
        where TClient : class
        => Configure(services.AddHttpClient<TClient>(name), baseAddress, configure);

    /// <summary>Registers a client to be got by name from <see cref="IHttpClientFactory"/>.</summary>
    public static IHttpClientBuilder AddNfvHttpClient(this IServiceCollection services, string name, Uri? baseAddress, Action<NfvHttpClientOptions>? configure = null)
        => Configure(services.AddHttpClient(name), baseAddress, configure);

    /// <summary>Gives this service its own identity for calls to others.</summary>
    public static IServiceCollection AddNfvServiceCredentials(this IServiceCollection services, ServiceCredentialsOptions credentials)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<ITokenSource>(sp => new ClientCredentialsTokenSource(credentials, sp.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Puts tokens of another identity than the service's own in front of a transport, for services that are not of this house: they are not told the tenant.</summary>
    public static HttpMessageHandler WithIdentity(this HttpMessageHandler transport, ITokenSource tokens) => new ServiceIdentityHandler(tokens, namesTenant: false) { InnerHandler = transport };

    private static IHttpClientBuilder Configure(IHttpClientBuilder builder, Uri? baseAddress, Action<NfvHttpClientOptions>? configure)
    {
        var options = new NfvHttpClientOptions();
        configure?.Invoke(options);
        builder.RemoveAllLoggers();
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan); // PooledConnectionLifetime follows DNS; handlers need not rotate
        builder.ConfigureHttpClient(c =>
        {
            c.BaseAddress = baseAddress;
            c.Timeout = Timeout.InfiniteTimeSpan; // per attempt, below
        });
        builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = options.MaxConnectionsPerServer,
            UseCookies = false,
            AllowAutoRedirect = false,
        });
        builder.AddHttpMessageHandler(sp => new RetryHandler(builder.Name, options, sp.GetService<TimeProvider>() ?? TimeProvider.System, sp.GetRequiredService<ILogger<RetryHandler>>()));
        if (options.Authenticate)
        {
            builder.AddHttpMessageHandler(sp => new ServiceIdentityHandler(sp.GetService<ITokenSource>()
                ?? throw new InvalidOperationException($"The client '{builder.Name}' needs this service's credentials: register them with AddNfvServiceCredentials, or set Authenticate = false.")));
        }
        return builder;
    }
}
