using System.Text.Json.Nodes;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Hosts as an administrator sees them: drained, enabled, and what of ours is on them.</summary>
internal sealed class HostManager(OsAccount account, TenantId tenant, RecordStore records, ResourceEngine engine)
{
    public async Task<VimHostStatus> GetAsync(string host, CancellationToken cancellationToken)
    {
        var service = await ServiceAsync(host, cancellationToken);
        var servers = await ServersAsync(host, cancellationToken);
        return new VimHostStatus
        {
            Host = host,
            Up = service.State == "up",
            Schedulable = service.Status == "enabled",
            ServerKeys = [.. servers.Select(static s => s.Key).Order(StringComparer.Ordinal)],
            Failures = servers.Where(static s => s is { IsOpen: false, Error: not null }).ToDictionary(static s => s.Key, static s => s.Error!, StringComparer.Ordinal),
        };
    }

    public async Task<VimHostStatus> ActAsync(string host, VimHostAction action, CancellationToken cancellationToken)
    {
        var service = await ServiceAsync(host, cancellationToken);
        var drain = action.Type == VimHostActionType.DRAIN;
        var body = new JsonObject { ["status"] = drain ? "disabled" : "enabled" };
        if (drain)
        {
            body["disabled_reason"] = action.Reason ?? "drained by NfvOrchestrator";
        }
        await account.SendAsync(OsCall.Put(OsService.Compute, $"os-services/{service.Id}", body) with { What = $"{(drain ? "disable" : "enable")} host {host}" }, cancellationToken);
        var failures = new Dictionary<string, VimError>(StringComparer.Ordinal);
        foreach (var server in drain ? await ServersAsync(host, cancellationToken) : [])
        {
            if (server.IsOpen)
            {
                continue; // on its way, or busy; asking again goes on
            }
            try
            {
                var type = service.State == "up" ? VimActionType.MIGRATE : VimActionType.EVACUATE;
                await engine.ActAsync(account, tenant, VimResourceKind.Compute, server.Key, new VimAction { Type = type, ActionId = VimKey.Of("drain", Guid.CreateVersion7().ToString("N")), Live = server.State == VimResourceState.ACTIVE }, cancellationToken);
            }
            catch (VimException failure)
            {
                failures[server.Key] = failure.Error;
            }
        }
        return await GetAsync(host, cancellationToken) is var now && failures.Count > 0 ? now with { Failures = failures } : now;
    }

    private async Task<OsComputeService> ServiceAsync(string host, CancellationToken cancellationToken)
    {
        var call = OsCall.Get(OsService.Compute, $"os-services?binary=nova-compute&host={Uri.EscapeDataString(host)}") with { What = $"show host {host}" };
        var services = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.ServicesAnswer).Services;
        return services.FirstOrDefault(s => s.Host == host) ?? throw new VimException(VimErrorCause.NOT_FOUND, $"Account '{account.Id}' has no host '{host}'. GET …/capacity lists the hosts.");
    }

    private async Task<IReadOnlyList<ResourceRecord>> ServersAsync(string host, CancellationToken cancellationToken)
    {
        var here = new List<ResourceRecord>();
        foreach (var found in await ResourceHandlers.Of(VimResourceKind.Compute).ListAsync(account, cancellationToken))
        {
            if (found.Outputs.Host == host && found.Mark is { } mark && mark.Tenant == tenant.Value && mark.IsGenuine(account.Id)
                && await records.GetAsync(tenant, account.Id, VimResourceKind.Compute, mark.Key, cancellationToken) is { } read)
            {
                here.Add(read.Value);
            }
        }
        return here;
    }
}
