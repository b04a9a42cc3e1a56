using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Degraded while handlers throw: their operations wait for the next try with their instances locked, and somebody should read why.</summary>
internal sealed class OperationHealthCheck(RunningOperations operations, TimeProvider time) : IHealthCheck
{
    private const int MostShown = 10;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        foreach (var (id, failure) in operations.Failing)
        {
            if (failure.Until < now)
            {
                operations.ClearFailure(id);
            }
        }
        var failing = operations.Failing;
        var data = failing.OrderBy(static f => f.Value.At).Take(MostShown).ToDictionary(
            static f => f.Key,
            static object (f) => $"{f.Value.At:O} {f.Value.Error}",
            StringComparer.Ordinal);
        data["active"] = operations.Count;
        return Task.FromResult(failing.Count == 0
            ? HealthCheckResult.Healthy($"{operations.Count} operations run.", data)
            : HealthCheckResult.Degraded($"{failing.Count} operations wait for another try because their handler threw; their instances stay locked meanwhile.", data: data));
    }
}
