using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Ready only while the document store answers; healthy in services without one.</summary>
internal sealed class StoreHealthCheck(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (services.GetService<IDocumentStore>() is not { } store)
        {
            return HealthCheckResult.Healthy("no store in this service");
        }
        try
        {
            await store.NextDueAsync("_health", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("the document store does not answer", e);
        }
    }
}
