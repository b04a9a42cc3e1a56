using System.Collections.Concurrent;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Who can guarantee a bandwidth. Neutron turns a minimum bandwidth into a demand on Placement, and the server finds no host unless an agent reports bandwidth there for that physical network and vNIC type.
/// Most clouds have no such agent: whether this one has is asked, and the account says what follows (<see cref="OpenStackAccountSettings.MinimumBandwidth"/>).
/// </summary>
internal sealed class BandwidthBook(OsAccount account) : IDisposable
{
    /// <summary>Name in Placement of what a port with a minimum bandwidth demands, in kbit/s.</summary>
    private const string Egress = "NET_BW_EGR_KILOBIT_PER_SEC";

    private const int MaxNetworks = 4096;
    private const int MaxProviders = 1000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentDictionary<string, string> physical = new(StringComparer.Ordinal);
    private volatile BandwidthProviders? known;
    private DateTimeOffset readAt;

    /// <summary>What a demand comes to here: the policy to ask Neutron for (null: none), and what the port goes without.</summary>
    /// <param name="record">The port or network that demands it.</param>
    /// <param name="qos">What it demands.</param>
    /// <param name="network">Neutron's identifier of the network; null: it is being made on <paramref name="physicalNetwork"/>.</param>
    /// <param name="physicalNetwork">Physical network of a network that is being made.</param>
    /// <param name="vnic">How the port reaches the server.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="VimException">NOT_SUPPORTED: nobody guarantees it, and the account requires that.</exception>
    public async Task<(VimQos? Qos, string? Warning)> SettleAsync(ResourceRecord record, VimQos qos, string? network, string? physicalNetwork, VimVnicType vnic, CancellationToken cancellationToken)
    {
        if (qos.MinBitsPerSecond is not > 0)
        {
            return (qos with { MinBitsPerSecond = null }, null);
        }
        var required = account.Settings.MinimumBandwidth == OpenStackAccountSettings.RequireBandwidth && !qos.BestEffort;
        var providers = await ReadAsync(cancellationToken);
        if (!providers.Told)
        {
            // Only administrators may ask Placement. A policy with that name is an administrator's promise, and is looked for; one of our own would promise what nobody knows.
            return required || await QosPolicies.FindAsync(account, record, QosPolicies.Name(qos), cancellationToken) is not null
                ? (qos, null)
                : (Without(qos), Warning(record, qos, "the account may not ask Placement who guarantees bandwidth, and no administrator has shared the QoS policy '" + QosPolicies.Name(qos) + "'"));
        }
        var wire = network is null ? physicalNetwork ?? "" : await PhysicalAsync(record, network, cancellationToken);
        if (providers.Guarantee(wire, vnic))
        {
            return (qos, null);
        }
        var where = $"{(wire.Length > 0 ? $"physical network '{wire}'" : "tunnelled networks")}, vNIC type {vnic}";
        var why = providers.Networks.Count == 0 ? "no network agent reports bandwidth to Placement (resource_provider_bandwidths)" : $"no network agent reports bandwidth to Placement for {where} (there is some for {string.Join(", ", providers.Networks)})";
        return required
            ? throw new VimException(
                VimErrorCause.NOT_SUPPORTED,
                $"{record.Kind.Token()} '{record.Key}' demands {qos.MinBitsPerSecond} bit/s, which account '{account.Id}' cannot guarantee: {why}. Nothing was done. Let the agents report bandwidth, or set the account's minimumBandwidth to '{OpenStackAccountSettings.BestEffortBandwidth}'.",
                retryable: false, record.Kind, record.Key)
            : (Without(qos), Warning(record, qos, why));
    }

    /// <summary>Who reports bandwidth, as Placement tells now or told a moment ago.</summary>
    public async Task<BandwidthProviders> ReadAsync(CancellationToken cancellationToken)
    {
        if (known is { } fresh && account.Time.GetUtcNow() - readAt < Fresh)
        {
            return fresh;
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (known is { } meanwhile && account.Time.GetUtcNow() - readAt < Fresh)
            {
                return meanwhile;
            }
            var read = await AskAsync(cancellationToken);
            readAt = account.Time.GetUtcNow();
            known = read;
            return read;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets what was told: a probe asks again.</summary>
    public void Forget()
    {
        known = null;
        physical.Clear();
    }

    public void Dispose() => gate.Dispose();

    private static VimQos? Without(VimQos qos) => qos.MaxBitsPerSecond is null && qos.Dscp is null ? null : qos with { MinBitsPerSecond = null };

    private string Warning(ResourceRecord record, VimQos qos, string why) =>
        $"{record.Kind.Token()} '{record.Key}' demands {qos.MinBitsPerSecond} bit/s and has them by best effort only: in VIM account '{account.Id}' {why}.";

    private async Task<BandwidthProviders> AskAsync(CancellationToken cancellationToken)
    {
        if (!await account.Cloud.HasAsync(OsService.Placement, cancellationToken))
        {
            return BandwidthProviders.Untold;
        }
        var answer = await account.SendAsync(OsCall.Get(OsService.Placement, $"resource_providers?resources={Egress}:1") with { Accept = [401, 403] }, cancellationToken);
        if (!answer.IsSuccess)
        {
            return BandwidthProviders.Untold;
        }
        var reporting = answer.Read(OsJson.Default.ProvidersAnswer).ResourceProviders.Take(MaxProviders);
        var traits = await Task.WhenAll(reporting.Select(async provider =>
            (await account.SendAsync(OsCall.Get(OsService.Placement, $"resource_providers/{provider.Uuid}/traits"), cancellationToken)).Read(OsJson.Default.TraitsAnswer).Traits));
        return new BandwidthProviders(true, traits);
    }

    /// <summary>The physical network below a network; empty for one that is tunnelled, or that the account may not know.</summary>
    private async Task<string> PhysicalAsync(ResourceRecord record, string network, CancellationToken cancellationToken)
    {
        if (physical.TryGetValue(network, out var wire))
        {
            return wire;
        }
        var answer = await account.SendAsync(OsCall.Get(OsService.Network, $"networks/{network}").For(record) with { Accept = [404] }, cancellationToken);
        wire = answer.IsSuccess ? answer.Read(OsJson.Default.NetworkAnswer).Network.PhysicalNetwork ?? "" : "";
        if (physical.Count >= MaxNetworks)
        {
            physical.Clear();
        }
        physical[network] = wire;
        return wire;
    }
}
