using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>Faults of servers, ports and hypervisors, and changes of servers, to <c>nfv.alarms</c>. Without a bus nothing is published.</summary>
internal sealed class FaultPublisher(IEventBus? bus, TimeProvider time)
{
    public Task RaisedAsync(OsAccount account, ResourceRecord record, string cause, string details) =>
        AlarmAsync(account, AlarmEvent.RaisedType, record.Tenant, record.Spec.Tags.InstanceId, record.Key, $"vim:{account.Id}:{record.VimId}", "PROCESSING_ERROR_ALARM", cause, details, record.Version);

    public Task ClearedAsync(OsAccount account, ResourceRecord record, string details) =>
        AlarmAsync(account, AlarmEvent.ClearedType, record.Tenant, record.Spec.Tags.InstanceId, record.Key, $"vim:{account.Id}:{record.VimId}", "PROCESSING_ERROR_ALARM", "CLEARED", details, record.Version);

    public Task HypervisorAsync(OsAccount account, string host, bool up, DateTimeOffset since) =>
        AlarmAsync(account, up ? AlarmEvent.ClearedType : AlarmEvent.RaisedType, TenantId.System.Value, null, host, $"vim:{account.Id}:host:{host}", "EQUIPMENT_ALARM", "HOST_DOWN",
            up ? $"Nova hears from host {host} again." : $"Nova does not hear from host {host}; its servers can be evacuated.", since.UtcTicks);

    public Task PortAsync(OsAccount account, ResourceRecord record, bool up) =>
        AlarmAsync(account, up ? AlarmEvent.ClearedType : AlarmEvent.RaisedType, record.Tenant, record.Spec.Tags.InstanceId, record.Key, $"vim:{account.Id}:port:{record.VimId}", "COMMUNICATIONS_ALARM", "PORT_DOWN",
            up ? $"Port {record.VimId} is wired again." : $"Neutron reports port {record.VimId} of a running server as DOWN: check the network agent of its host.", time.GetUtcNow().UtcTicks);

    /// <summary>A server changed: <c>nfv.vim.server.created|started|stopped|error|deleted|updated</c>.</summary>
    public Task StateAsync(OsAccount account, ResourceRecord before, ResourceRecord next)
    {
        var type = next.State switch
        {
            VimResourceState.ACTIVE => before.Phase == RecordPhase.CREATING ? "created" : before.Pending is { Action.Type: VimActionType.START } ? "started" : "updated",
            VimResourceState.STOPPED => "stopped",
            VimResourceState.ERROR => "error",
            _ => null,
        };
        if (bus is null || type is null)
        {
            return Task.CompletedTask;
        }
        var data = new VimServerEvent { AccountId = account.Id, ObjectId = next.Key, InstanceId = next.Spec.Tags.InstanceId, VimResourceId = next.VimId, State = next.State, Host = next.Outputs.Host, Error = next.Error };
        return PublishAsync(account, $"nfv.vim.server.{type}", next.Tenant, next.Spec.Tags.InstanceId ?? next.Key, next.Key, $"{account.Id}/{next.VimId}/{next.Version}/{type}", JsonSerializer.SerializeToElement(data, FollowJson.Default.VimServerEvent));
    }

    private Task AlarmAsync(OsAccount account, string type, string tenant, string? instance, string subject, string alarmId, string eventType, string cause, string details, long number)
    {
        if (bus is null)
        {
            return Task.CompletedTask;
        }
        var alarm = new AlarmEvent
        {
            AlarmId = alarmId,
            InstanceId = instance,
            ObjectId = subject,
            PerceivedSeverity = eventType == "COMMUNICATIONS_ALARM" ? "MAJOR" : "CRITICAL",
            EventType = eventType,
            ProbableCause = cause,
            FaultDetails = details,
            Time = time.GetUtcNow(),
        };
        return PublishAsync(account, type, tenant, instance ?? subject, subject, $"{alarmId}/{type}/{number}", JsonSerializer.SerializeToElement(alarm, AlarmEventJson.Default.AlarmEvent));
    }

    private Task PublishAsync(OsAccount account, string type, string tenant, string key, string subject, string id, JsonElement data) =>
        bus!.PublishAsync(NfvTopics.Alarms, key, new CloudEvent { Id = id, Source = $"/vim/openstack/{account.Id}", Type = type, Subject = subject, Time = time.GetUtcNow(), Tenant = tenant, Data = data }, CancellationToken.None);
}
