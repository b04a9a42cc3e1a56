using Microsoft.Extensions.Logging;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>
/// Looks at the networks of external virtual links in the VIM before anything is done, where a request or a grant gives addresses or subnets on them: what cannot be is told before the first step instead of in the
/// middle. A VIM that does not tell keeps nobody from trying.
/// </summary>
internal sealed partial class ExternalNetworks(VimClient vim, ILogger<ExternalNetworks> logger)
{
    private const int MaxFaults = 5;

    /// <summary>A look is worth no long wait: the step that makes the port finds out as well.</summary>
    private readonly VimClient vim = vim.WithPatience(TimeSpan.FromSeconds(2));

    /// <summary>Refuses addresses that no subnet of their network has.</summary>
    /// <param name="tenant">The owner.</param>
    /// <param name="before">The settings before the operation: links they have as well were looked at then.</param>
    /// <param name="after">The settings of the operation; null: nothing is left.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="LifecycleRejectedException">422: an address, a subnet or a network is not there.</exception>
    public async Task CheckAsync(TenantId tenant, VnfSettings? before, VnfSettings? after, CancellationToken cancellationToken)
    {
        var links = (after?.ExternalLinks ?? []).Where(l => before?.ExternalLinks.Contains(l) != true && ExternalSubnetCheck.IsNeeded(l)).ToList();
        if (links.Count == 0)
        {
            return;
        }
        using var scope = TenantContext.Use(tenant);
        var faults = new List<string>();
        foreach (var link in links)
        {
            try
            {
                faults.AddRange(await vim.FindNetworkAsync(after!.VimConnectionId, link.NetworkId, cancellationToken) is { } network
                    ? ExternalSubnetCheck.Faults(link, [.. network.Subnets.Select(s => (s.Id, s.Cidr))])
                    : [$"The external virtual link '{link.Id}' is the network '{link.NetworkId}', which the VIM account '{after.VimConnectionId}' does not have."]);
            }
            catch (VimException untold)
            {
                Log.Untold(logger, after!.VimConnectionId, link.NetworkId, untold.Message);
                if (untold.WaitedFor is not null)
                {
                    break;
                }
            }
        }
        if (faults.Count > 0)
        {
            throw new LifecycleRejectedException(new ProblemDetails
            {
                Title = "The addresses do not fit the networks",
                Status = 422,
                Detail = $"{string.Join(" ", faults.Take(MaxFaults))}{(faults.Count > MaxFaults ? $" And {faults.Count - MaxFaults} more." : "")} Nothing was done. Correct the addresses, or the network, and repeat the operation.",
            });
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "VIM account {Vim} does not tell the subnets of network {Network}: {Reason} Addresses on it are found right or wrong when the ports are made")]
        public static partial void Untold(ILogger logger, string vim, string network, string reason);
    }
}
