using System.Collections.Concurrent;
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

    /// <summary>Somewhat longer than one request has, whose own time-out names service and request; what takes several is cut short.</summary>
    private readonly TimeSpan partLimit = options.ReadTimeout * 1.25;
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
        try
        {
            var capabilities = await CapabilitiesAsync(account, cancellationToken);
            entry.Capabilities = capabilities;
            entry.Health = capabilities.Problems.Count == 0 ? VimHealth.HEALTHY : VimHealth.DEGRADED;
            entry.Detail = capabilities.Problems.Count == 0 ? null : string.Join(' ', capabilities.Problems);
        }
        catch (VimException failure)
        {
            entry.Health = VimHealth.DOWN;
            entry.Detail = failure.Message;
        }
        entry.At = time.GetUtcNow();
    }

    private async Task<OpenStackCapabilities> CapabilitiesAsync(OsAccount account, CancellationToken cancellationToken)
    {
        OsToken token = null!;
        if (await TryAsync(account, OsService.Identity, async limit => token = await account.Cloud.TokenAsync(limit), cancellationToken, isFatal: true) is { } silent)
        {
            throw new VimException(VimErrorCause.TIMEOUT, silent, retryable: true);
        }
        var services = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        var there = new List<OsService>();
        foreach (var service in new[] { OsService.Compute, OsService.Network, OsService.Image, OsService.Volume, OsService.Placement, OsService.Metric })
        {
            if (await account.Cloud.HasAsync(service, cancellationToken))
            {
                there.Add(service);
            }
            else if (service is OsService.Compute or OsService.Network or OsService.Image)
            {
                problems.Add($"The catalogue has no {service.Program()}: region '{account.Settings.Region ?? "any"}' or interface '{account.Settings.Interface}' may be wrong.");
            }
        }
        // Versions first: the other questions are asked in them. At the same time, as one service that hangs is no reason not to hear the others.
        var versions = await Task.WhenAll(there.Select(service => TryAsync(
            account, service, async limit => services[service.Token()] = (await account.Cloud.RefreshVersionAsync(service, limit))?.ToString() ?? "yes", cancellationToken)));
        IReadOnlyList<string> extensions = [];
        IReadOnlyList<string> zones = [];
        IReadOnlyList<VimQuota> quotas = [];
        var hosts = false;
        var import = false;
        var bandwidth = BandwidthProviders.Untold;
        var measured = 0;
        account.Bandwidth.Forget();
        var parts = await Task.WhenAll(
            AskAsync(OsService.Network, async limit =>
            {
                var all = await account.Cloud.RefreshExtensionsAsync(limit);
                extensions = [.. Asked.Where(all.Contains)];
            }),
            AskAsync(OsService.Compute, async limit => zones = await CapacityReader.ZonesAsync(account, limit)),
            AskAsync(OsService.Compute, async limit => quotas = await CapacityReader.QuotasAsync(account, limit), "Nova, Neutron or Cinder"),
            AskAsync(OsService.Compute, async limit => hosts = (await account.SendAsync(OsCall.Get(OsService.Compute, "os-aggregates") with { Accept = [403] }, limit)).IsSuccess),
            AskAsync(OsService.Placement, async limit => bandwidth = await account.Bandwidth.ReadAsync(limit), "Placement or Neutron"),
            AskAsync(OsService.Metric, async limit => measured = (await GnocchiMetrics.PowerAsync(account, limit)).Count),
            AskAsync(OsService.Image, async limit =>
            {
                var answer = await account.SendAsync(OsCall.Get(OsService.Image, "info/import") with { Accept = [404] }, limit);
                import = answer.IsSuccess && System.Text.Encoding.UTF8.GetString(answer.Body).Contains("web-download", StringComparison.Ordinal);
            }));
        problems.AddRange(versions.Concat(parts).OfType<string>().Distinct(StringComparer.Ordinal));
        return new OpenStackCapabilities
        {
            ProbedAt = time.GetUtcNow(),
            ProjectId = token.ProjectId,
            Roles = token.Roles,
            Services = new SortedDictionary<string, string>(services, StringComparer.Ordinal),
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

        Task<string?> AskAsync(OsService of, Func<CancellationToken, Task> ask, string? who = null) => TryAsync(account, of, ask, cancellationToken, who: who);
    }

    private static string Guaranteed(OpenStackAccountSettings settings, BandwidthProviders providers)
    {
        var otherwise = settings.MinimumBandwidth == OpenStackAccountSettings.RequireBandwidth ? "other demands are refused (minimumBandwidth: require)" : "other demands are met by best effort (minimumBandwidth: bestEffort)";
        return !providers.Told ? $"Not known: the account may not ask Placement. QoS policies that an administrator shares are used; {otherwise}."
            : providers.Networks.Count == 0 ? $"Nowhere: no network agent reports bandwidth to Placement; {otherwise}."
            : $"On {string.Join(", ", providers.Networks)}; {otherwise}.";
    }

    /// <summary>What is the matter with a part of what is asked; null: nothing.</summary>
    private async Task<string?> TryAsync(OsAccount account, OsService of, Func<CancellationToken, Task> ask, CancellationToken cancellationToken, bool isFatal = false, string? who = null)
    {
        using var late = new CancellationTokenSource(partLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await ask(limit.Token);
            return null;
        }
        catch (VimException failure) when (!isFatal)
        {
            return failure.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{who ?? of.Program()} of OpenStack account '{account.Id}' did not answer within {partLimit.TotalSeconds:0} s. Check that it runs and is not overloaded.";
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
