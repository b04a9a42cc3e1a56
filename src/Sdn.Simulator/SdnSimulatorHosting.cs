using NfvOrchestrator.Sdn.Simulator.Control;
using NfvOrchestrator.Sdn.Simulator.Network;
using NfvOrchestrator.Sdn.Simulator.OnosApi;

namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>Composition of the simulated controller.</summary>
public static class SdnSimulatorHosting
{
    /// <summary>Adds the simulated network.</summary>
    public static IServiceCollection AddSdnSimulator(this IServiceCollection services, SdnSimulatorOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(sp => new SimNetwork(options, sp.GetService<TimeProvider>() ?? TimeProvider.System));
        return services;
    }

    /// <summary>Serves the controller's API under <c>/onos/v1</c> and the experimenter's under <c>/simulator/v1</c>.</summary>
    public static WebApplication MapSdnSimulator(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SdnSimulatorOptions>();
        app.UseOnosAuthentication(options);
        app.UseRouting();
        // Unknown paths of the API: the controller's error, without a Content-Type. (A fallback endpoint would also swallow the 405s.)
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint() is not null)
            {
                await next(context);
                return;
            }
            context.Response.StatusCode = 404;
            await context.Response.Body.WriteAsync("{\"code\":404,\"message\":\"HTTP 404 Not Found\"}"u8.ToArray(), context.RequestAborted);
        });
        var onos = app.MapGroup("/onos/v1");
        onos.MapTopology();
        onos.MapFlows();
        onos.MapIntents();
        app.MapControl();
        return app;
    }
}
