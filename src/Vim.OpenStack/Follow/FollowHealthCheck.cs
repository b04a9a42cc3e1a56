using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>
/// Degraded while accounts are not followed: the loop itself goes on for the others and would count as well. Which accounts, and why, is for those who may see them: strangers may ask for the health of the process.
/// </summary>
internal sealed class FollowHealthCheck(FollowLoop follow) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (accounts, troubles) = follow.Troubles();
        return Task.FromResult(troubles.Count == 0
            ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{accounts} OpenStack accounts are followed."))
            : HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture, $"{troubles.Count} of {accounts} OpenStack accounts are not followed, the first since {troubles.Min(static t => t.Since):u}: {OpenStackEndpoints.Root}/accounts says which and why.")));
    }
}
