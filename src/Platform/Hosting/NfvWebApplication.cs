using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// Makes the builder of a service with what our services use and nothing else: Kestrel, routing, configuration from <c>appsettings.json</c>, environment and command line,
/// read once (no file watchers). Six of these fit in one process.
/// </summary>
public static class NfvWebApplication
{
    /// <summary>A builder for a service that is its own process.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        CompileAhead.Enable();
        return Create(args, embedded: false);
    }

    /// <summary>A builder for a service inside another program (lab, tests): that program's environment variables are not read, and its Ctrl-C is its own.</summary>
    /// <param name="settings">Configuration keys and values, for example <c>Nfv:Auth:Authority</c>.</param>
    public static WebApplicationBuilder CreateEmbeddedBuilder(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = Create([], embedded: true);
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal));
        return builder;
    }

    private static WebApplicationBuilder Create(string[] args, bool embedded)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = embedded ? null : args, ContentRootPath = AppContext.BaseDirectory });
        if (embedded)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, EmbeddedLifetime>());
        }
        else
        {
            builder.Configuration
                .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddCommandLine(args);
            builder.Services.Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
            if ((builder.Configuration["urls"] ?? builder.Configuration["ASPNETCORE_URLS"]) is { } urls)
            {
                builder.WebHost.UseUrls(urls);
            }
        }
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        return builder;
    }
}
