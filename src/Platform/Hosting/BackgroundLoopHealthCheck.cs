using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Speaks for all background loops: degraded when one failed its last turn, unhealthy when one has failed five turns in a row.</summary>
public sealed class BackgroundLoopHealthCheck(BackgroundLoopRegistry registry) : IHealthCheck
{
    /// <summary>Failed turns in a row from which the process counts as unhealthy.</summary>
    public const int UnhealthyFailures = 5;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var reports = registry.Reports();
        var data = reports.ToDictionary(
            static r => r.Name,
            static object (r) => r.ConsecutiveFailures == 0
                ? $"ok, last turn {r.LastSuccess:O}"
                : $"failed {r.ConsecutiveFailures} times in a row, last {r.LastFailure:O}: {r.LastError}",
            StringComparer.Ordinal);
        var failing = reports.Where(static r => r.ConsecutiveFailures > 0).ToList();
        if (failing.Count == 0)
        {
            return Task.FromResult(HealthCheckResult.Healthy($"{reports.Count} background loops run.", data));
        }
        var text = string.Join("; ", failing.Select(static r => $"{r.Name}: {r.LastError}"));
        return Task.FromResult(failing.Exists(static r => r.ConsecutiveFailures >= UnhealthyFailures)
            ? HealthCheckResult.Unhealthy(text, data: data)
            : HealthCheckResult.Degraded(text, data: data));
    }
}
