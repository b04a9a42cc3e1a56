using System.Globalization;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>How an account is: what its probe found, and whether what happens to its resources is noticed.</summary>
internal sealed class AccountHealth(AccountProbe probe, FollowLoop follow)
{
    /// <summary>Capabilities and health; what was found lately, if it was good and not to be asked <paramref name="again"/>.</summary>
    public async Task<(VimHealth Health, string? Detail, OpenStackCapabilities? Capabilities)> LookAsync(OsAccount account, bool again, CancellationToken cancellationToken)
    {
        var (health, detail, capabilities) = await probe.LookAsync(account, again, cancellationToken);
        if (follow.TroubleOf(account) is not { } trouble)
        {
            return (health, detail, capabilities);
        }
        var told = detail?.Contains(trouble.Reason, StringComparison.Ordinal) == true ? "for the same reason" : $"{trouble.Reason.TrimEnd('.', ' ')}";
        var words = string.Create(CultureInfo.InvariantCulture, $"Its resources are not followed since {trouble.Since:u} ({trouble.Times} looks failed): {told}. Changes are not noticed and operations wait meanwhile.");
        return (health == VimHealth.HEALTHY ? VimHealth.DEGRADED : health, detail is null ? words : $"{detail} {words}", capabilities);
    }
}
