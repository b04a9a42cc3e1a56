using System.Text;
using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>
/// Faults of servers, ports and hypervisors, and changes of servers, as items of the queue to <c>nfv.alarms</c>: stored in the commit of the change that they tell of, sent by <see cref="EventSender"/>.
/// Without a bus there are none.
/// </summary>
internal sealed class FaultPublisher(IEventBus? bus, AlarmBook standing, TimeProvider time)
{
    /// <summary>The alarms of hosts and ports that stand.</summary>
    public AlarmBook Standing { get; } = standing;

    public WorkItem? Raised(OsAccount account, ResourceRecord record, string cause, string details) =>
        Alarm(account, AlarmEvent.RaisedType, record.Tenant, record.Spec.Tags.InstanceId, record.Key, $"vim:{account.Id}:{record.VimId}", "PROCESSING_ERROR_ALARM", cause, details, record.Version);

    public WorkItem? Cleared(OsAccount account, ResourceRecord record, string details) =>
        Alarm(account, AlarmEvent.ClearedType, record.Tenant, record.Spec.Tags.InstanceId, record.Key, $"vim:{account.Id}:{record.VimId}", "PROCESSING_ERROR_ALARM", "CLEARED", details, record.Version);

    /// <param name="account">Where.</param>
    /// <param name="host">Its name.</param>
    /// <param name="type">Type of the event: raised or cleared.</param>
    /// <param name="details">Words for it.</param>
    public WorkItem? Host(OsAccount account, string host, string type, string details) =>
        Alarm(account, type, TenantId.System.Value, null, host, $"vim:{account.Id}:host:{host}", "EQUIPMENT_ALARM", "HOST_DOWN", details, time.GetUtcNow().UtcTicks);

    /// <param name="account">Where.</param>
    /// <param name="port">The port.</param>
    /// <param name="type">Type of the event: raised or cleared.</param>
    /// <param name="details">Words for it.</param>
    public WorkItem? Port(OsAccount account, StandingAlarm port, string type, string details) =>
        Alarm(account, type, port.Tenant, port.InstanceId, port.Key!, $"vim:{account.Id}:port:{port.PortId}", "COMMUNICATIONS_ALARM", "PORT_DOWN", details, time.GetUtcNow().UtcTicks);

    /// <summary>A server changed: <c>nfv.vim.server.created|started|stopped|error|deleted|updated</c>.</summary>
    public WorkItem? State(OsAccount account, ResourceRecord before, ResourceRecord next)
    {
        var type = next.State switch
        {
            VimResourceState.ACTIVE => before.Phase == RecordPhase.CREATING ? "created" : before.Pending is { Action.Type: VimActionType.START } ? "started" : "updated",
            VimResourceState.STOPPED => "stopped",
            VimResourceState.ERROR => "error",
            _ => null,
        };
        if (type is null)
        {
            return null;
        }
        var data = new VimServerEvent { AccountId = account.Id, ObjectId = next.Key, InstanceId = next.Spec.Tags.InstanceId, VimResourceId = next.VimId, State = next.State, Host = next.Outputs.Host, Error = next.Error };
        return Item(account, $"nfv.vim.server.{type}", next.Tenant, next.Spec.Tags.InstanceId ?? next.Key, next.Key, $"{account.Id}/{next.VimId}/{next.Version}/{type}", JsonSerializer.SerializeToElement(data, FollowJson.Default.VimServerEvent));
    }

    private WorkItem? Alarm(OsAccount account, string type, string tenant, string? instance, string subject, string alarmId, string eventType, string cause, string details, long number)
    {
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
        return Item(account, type, tenant, instance ?? subject, subject, $"{alarmId}/{type}/{number}", JsonSerializer.SerializeToElement(alarm, AlarmEventJson.Default.AlarmEvent));
    }

    private WorkItem? Item(OsAccount account, string type, string tenant, string key, string subject, string id, JsonElement data)
    {
        if (bus is null)
        {
            return null;
        }
        var now = time.GetUtcNow();
        var one = new CloudEvent { Id = id, Source = $"/vim/openstack/{account.Id}", Type = type, Subject = subject, Time = now, Tenant = tenant, Data = data };
        return new WorkItem
        {
            Queue = EventSender.EventQueue,
            Id = Guid.CreateVersion7(now).ToString(),
            Tenant = new TenantId(tenant),
            Group = tenant,
            OrderKey = key.Length <= StoreLimits.MaxKeyLength ? key : key[..StoreLimits.MaxKeyLength],
            DueAt = now,
            Payload = Encoding.UTF8.GetString(CloudEventJson.Serialize(one)),
        };
    }
}
