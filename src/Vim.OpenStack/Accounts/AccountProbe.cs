using System.Runtime.CompilerServices;
using NfvOrchestrator.Vim.OpenStack.Capacity;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>Finds out what an account can do and whether it answers; believed for a while.</summary>
internal sealed class AccountProbe(OpenStackOptions options, TimeProvider time)
{
    private static readonly string[] Asked =
        ["trunk", "qos", "port-security", "sfc", "flow_classifier", "allowed-address-pairs", "security-group", "router", "provider", "external-net", "binding", "quotas", "standard-attr-description", "standard-attr-tag", "vlan-transparent", "availability_zone"];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly ConditionalWeakTable<OsAccount, Known> known = [];

    /// <summary>Capabilities and health; what was found lately, if it was good.</summary>
    public async Task<(VimHealth Health, string? Detail, OpenStackCapabilities? Capabilities)> LookAsync(OsAccount account, bool again, CancellationToken cancellationToken)
    {
        var entry = known.GetOrCreateValue(account);
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            var age = time.GetUtcNow() - entry.At;
            if (entry.At == default || again || age > (entry.Health == VimHealth.HEALTHY ? options.ProbeInterval : TimeSpan.FromSeconds(10)))
            {
                await ProbeAsync(account, entry, cancellationToken);
            }
            return (entry.Health, entry.Detail, entry.Capabilities);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async Task ProbeAsync(OsAccount account, Known entry, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var capabilities = await CapabilitiesAsync(account, limit.Token);
            entry.Capabilities = capabilities;
            entry.Health = capabilities.Problems.Count == 0 ? VimHealth.HEALTHY : VimHealth.DEGRADED;
            entry.Detail = capabilities.Problems.Count == 0 ? null : string.Join(' ', capabilities.Problems);
        }
        catch (VimException failure)
        {
            entry.Health = VimHealth.DOWN;
            entry.Detail = failure.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            entry.Health = VimHealth.DOWN;
            entry.Detail = $"OpenStack account '{account.Id}' did not tell its capabilities within {Limit.TotalSeconds:0} s.";
        }
        entry.At = time.GetUtcNow();
    }

    private async Task<OpenStackCapabilities> CapabilitiesAsync(OsAccount account, CancellationToken cancellationToken)
    {
        var token = await account.Cloud.TokenAsync(cancellationToken);
        var services = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var service in new[] { OsService.Compute, OsService.Network, OsService.Image, OsService.Volume, OsService.Placement, OsService.Metric })
        {
            if (!await account.Cloud.HasAsync(service, cancellationToken))
            {
                if (service is OsService.Compute or OsService.Network or OsService.Image)
                {
                    problems.Add($"The catalogue has no {service.Program()}: region '{account.Settings.Region ?? "any"}' or interface '{account.Settings.Interface}' may be wrong.");
                }
                continue;
            }
            if (await TryAsync(async () => services[service.Token()] = (await account.Cloud.RefreshVersionAsync(service, cancellationToken))?.ToString() ?? "yes") is { } problem)
            {
                problems.Add(problem);
            }
        }
        IReadOnlyList<string> extensions = [];
        IReadOnlyList<string> zones = [];
        IReadOnlyList<VimQuota> quotas = [];
        var hosts = false;
        var import = false;
        var bandwidth = BandwidthProviders.Untold;
        var measured = 0;
        account.Bandwidth.Forget();
        foreach (var problem in new[]
        {
            await TryAsync(async () =>
            {
                var all = await account.Cloud.RefreshExtensionsAsync(cancellationToken);
                extensions = [.. Asked.Where(all.Contains)];
            }),
            await TryAsync(async () => zones = await CapacityReader.ZonesAsync(account, cancellationToken)),
            await TryAsync(async () => quotas = await CapacityReader.QuotasAsync(account, cancellationToken)),
            await TryAsync(async () => hosts = (await account.SendAsync(OsCall.Get(OsService.Compute, "os-aggregates") with { Accept = [403] }, cancellationToken)).IsSuccess),
            await TryAsync(async () => bandwidth = await account.Bandwidth.ReadAsync(cancellationToken)),
            await TryAsync(async () => measured = (await GnocchiMetrics.PowerAsync(account, cancellationToken)).Count),
            await TryAsync(async () =>
            {
                var answer = await account.SendAsync(OsCall.Get(OsService.Image, "info/import") with { Accept = [404] }, cancellationToken);
                import = answer.IsSuccess && System.Text.Encoding.UTF8.GetString(answer.Body).Contains("web-download", StringComparison.Ordinal);
            }),
        })
        {
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }
        return new OpenStackCapabilities
        {
            ProbedAt = time.GetUtcNow(),
            ProjectId = token.ProjectId,
            Roles = token.Roles,
            Services = services,
            NetworkExtensions = extensions,
            Zones = zones,
            HostsVisible = hosts,
            ImageImport = import,
            BandwidthNetworks = bandwidth.Told ? bandwidth.Networks : null,
            GuaranteedBandwidth = Guaranteed(account.Settings, bandwidth),
            HypervisorPower = measured > 0 ? $"From Gnocchi (hardware.ipmi.node.power), for {measured} hosts."
                : services.ContainsKey(OsService.Metric.Token()) ? "Not known: Gnocchi has no measures of hardware.ipmi.node.power (the IPMI agent of Ceilometer collects it), or the account may not see them."
                : "Not known: the catalogue has no Gnocchi (service type metric), and Nova does not tell it.",
            Quotas = quotas,
            Problems = problems,
        };
    }

    private static string Guaranteed(OpenStackAccountSettings settings, BandwidthProviders providers)
    {
        var otherwise = settings.MinimumBandwidth == OpenStackAccountSettings.RequireBandwidth ? "other demands are refused (minimumBandwidth: require)" : "other demands are met by best effort (minimumBandwidth: bestEffort)";
        return !providers.Told ? $"Not known: the account may not ask Placement. QoS policies that an administrator shares are used; {otherwise}."
            : providers.Networks.Count == 0 ? $"Nowhere: no network agent reports bandwidth to Placement; {otherwise}."
            : $"On {string.Join(", ", providers.Networks)}; {otherwise}.";
    }

    private static async Task<string?> TryAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (VimException failure)
        {
            return failure.Message;
        }
    }

    private sealed class Known
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public DateTimeOffset At { get; set; }

        public VimHealth Health { get; set; } = VimHealth.DOWN;

        public string? Detail { get; set; }

        public OpenStackCapabilities? Capabilities { get; set; }
    }
}
