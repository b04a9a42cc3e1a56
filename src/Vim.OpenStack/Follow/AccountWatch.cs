using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Follow;

/// <summary>Looks after the hosts of an account, where it is told of them, and the ports of its running servers. What is wrong and what stands in the book are compared at every look: nothing is remembered here.</summary>
internal sealed class AccountWatch(OsAccount account, FaultPublisher faults)
{
    private const string Fields = "fields=id&fields=description&fields=device_id&fields=status";

    /// <summary>A line of a request holds this many identifiers.</summary>
    private const int IdsPerRequest = 50;

    private bool hostsHidden;
    private long requests;

    /// <summary>Looks made so far, in requests.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Hosts that Nova does not hear from.</summary>
    public async Task HostsAsync(CancellationToken cancellationToken)
    {
        if (hostsHidden)
        {
            return;
        }
        var standing = (await faults.Standing.ListAsync(account, cancellationToken)).Where(static d => d.Value.Host is not null).ToDictionary(static d => d.Value.Host!, StringComparer.Ordinal);
        Interlocked.Increment(ref requests);
        var answer = await account.SendAsync(OsCall.Get(OsService.Compute, "os-services?binary=nova-compute") with { Accept = [403] }, cancellationToken);
        hostsHidden = !answer.IsSuccess; // not an administrator, or not any more
        var services = hostsHidden ? [] : answer.Read(OsJson.Default.ServicesAnswer).Services;
        var up = services.GroupBy(static s => s.Host, StringComparer.Ordinal).ToDictionary(static h => h.Key, static h => h.Any(static s => s.State == "up"), StringComparer.Ordinal);
        foreach (var host in up.Where(h => !h.Value && !standing.ContainsKey(h.Key)).Select(static h => h.Key))
        {
            var alarm = new StandingAlarm { Owner = account.Owner, AccountId = account.Id, Tenant = TenantId.System.Value, Host = host };
            await faults.Standing.RaiseAsync(alarm, faults.Host(account, host, AlarmEvent.RaisedType, $"Nova does not hear from host {host}; its servers can be evacuated."), cancellationToken);
        }
        foreach (var (host, alarm) in standing)
        {
            var end = hostsHidden ? $"OpenStack tells account {account.Id} of hosts no more." : !up.TryGetValue(host, out var isUp) ? $"Nova does not know host {host} any more." : isUp ? $"Nova hears from host {host} again." : null;
            if (end is not null)
            {
                await faults.Standing.ClearAsync(alarm, faults.Host(account, host, AlarmEvent.ClearedType, end), cancellationToken);
            }
        }
    }

    /// <summary>Ports of running servers that Neutron calls DOWN.</summary>
    /// <param name="running">Identifiers of the servers that run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PortsAsync(IReadOnlySet<string> running, CancellationToken cancellationToken)
    {
        var standing = (await faults.Standing.ListAsync(account, cancellationToken)).Where(static d => d.Value.PortId is not null).ToDictionary(static d => d.Value.PortId!, StringComparer.Ordinal);
        if (running.Count == 0 && standing.Count == 0)
        {
            return;
        }
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var down = (await ListAsync($"ports?project_id={project}&status=DOWN&{Fields}", cancellationToken))
            .Where(p => p.DeviceId is { } server && running.Contains(server)).ToDictionary(static p => p.Id, StringComparer.Ordinal);
        foreach (var port in down.Values.Where(p => !standing.ContainsKey(p.Id)))
        {
            await RaiseAsync(port, cancellationToken);
        }
        foreach (var some in standing.Values.Where(s => !down.ContainsKey(s.Value.PortId!)).Chunk(IdsPerRequest))
        {
            var ids = string.Concat(some.Select(static s => $"&id={s.Value.PortId}"));
            var now = (await ListAsync($"ports?{Fields}{ids}", cancellationToken)).ToDictionary(static p => p.Id, StringComparer.Ordinal);
            foreach (var alarm in some)
            {
                if (End(alarm.Value.PortId!, now.GetValueOrDefault(alarm.Value.PortId!), running) is { } end)
                {
                    await faults.Standing.ClearAsync(alarm, faults.Port(account, alarm.Value, AlarmEvent.ClearedType, end), cancellationToken);
                }
            }
        }
    }

    /// <summary>Why the alarm for a port does not stand any more; null: it does.</summary>
    private static string? End(string id, OsPort? now, IReadOnlySet<string> running) => now switch
    {
        null => $"Port {id} was deleted.",
        { Status: "ACTIVE" } => $"Port {id} is wired again.",
        { DeviceId: not { Length: > 0 } } => $"Port {id} was taken off its server.",
        { DeviceId: var server } when !running.Contains(server) => $"The server of port {id} does not run any more; its port need not be wired.",
        _ => null,
    };

    private async Task RaiseAsync(OsPort port, CancellationToken cancellationToken)
    {
        if (ResourceIdentity.Parse(port.Description, VimResourceKind.Port) is not { } mark || !mark.IsGenuine(account.Id)
            || await account.Records.GetAsync(new TenantId(mark.Tenant), account.Id, VimResourceKind.Port, mark.Key, cancellationToken) is not { } read || read.Value.VimId != port.Id)
        {
            return;
        }
        var alarm = new StandingAlarm { Owner = account.Owner, AccountId = account.Id, Tenant = mark.Tenant, PortId = port.Id, Key = mark.Key, InstanceId = read.Value.Spec.Tags.InstanceId };
        await faults.Standing.RaiseAsync(
            alarm, faults.Port(account, alarm, AlarmEvent.RaisedType, $"Neutron reports port {port.Id} of a running server as DOWN: check the network agent of its host."), cancellationToken);
    }

    private Task<List<OsPort>> ListAsync(string path, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref requests);
        return account.ListAsync(OsService.Network, path, OsJson.Default.PortsAnswer, static a => a.Ports, static p => p.Id, static a => a.Links.HasNext(), cancellationToken);
    }
}
