using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NfvOrchestrator.Platform.Security;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>After authorization: the request's tenant goes into the log scope, onto the trace, and along with outgoing calls.</summary>
internal sealed class TenantMiddleware(RequestDelegate next, ILogger<TenantMiddleware> logger, IOptions<NfvServiceOptions> options)
{
    private readonly string service = options.Value.ServiceName;

    public async Task InvokeAsync(HttpContext context)
    {
        Activity.Current?.SetTag("nfv.service", service);
        if (context.User.Identity?.IsAuthenticated != true || context.FindTenant() is not { } tenant)
        {
            await next(context);
            return;
        }
        Activity.Current?.SetTag("nfv.tenant", tenant.Value);
        using var ambient = TenantContext.Use(tenant);
        using var scope = NfvLogScope.Begin(logger, ("tenant", tenant.Value));
        await next(context);
    }
}
