using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Sol.OpenApi;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>The request pipeline every service has.</summary>
public static class NfvServiceApplicationExtensions
{
    /// <summary>
    /// Builds the pipeline (problem answers, authentication, authorization, tenant) and maps <c>/health/live</c> and <c>/health/ready</c>. Call it before mapping the
    /// service's endpoints; those are closed to callers without a token unless they say <c>AllowAnonymous</c>.
    /// </summary>
    public static WebApplication UseNfvService(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<NfvServiceOptions>>().Value;
        if (options.UseForwardedHeaders)
        {
            app.UseForwardedHeaders();
        }
        app.UseMiddleware<PlatformProblemMiddleware>();
        if (options.AnonymousSwagger)
        {
            // Swagger's middleware is no endpoint, so the fallback policy would close it; it has to be mapped before authorization sees the request.
            app.UseWhen(c => c.Request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal), branch => branch.Use((HttpContext context, RequestDelegate next) =>
            {
                context.SetEndpoint(context.GetEndpoint() ?? OpenDoor);
                return next(context);
            }));
        }
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<TenantMiddleware>();
        app.UseSolOpenApi();
        app.MapNfvHealth();
        return app;
    }

    private static readonly Endpoint OpenDoor = new(null, new EndpointMetadataCollection(new AllowAnonymousAttribute()), "swagger");
}
