using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance.Alarms;

/// <summary>Keeps the list of alarms: repeated and late events change nothing.</summary>
internal sealed partial class AlarmIntake(IDocumentStore store, ILogger<AlarmIntake> logger)
{
    private const int Attempts = 5;

    public async Task HandleAsync(CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        if (!TenantId.TryParse(cloudEvent.Tenant, out var tenant) || AlarmReader.Read(cloudEvent) is not { } told)
        {
            Log.NotUnderstood(logger, cloudEvent.Id, cloudEvent.Type, cloudEvent.Source);
            return;
        }
        for (var attempt = 1; ; attempt++)
        {
            var before = await store.GetAsync(AssuranceCollections.Alarms, tenant, told.Alarm.AlarmId, cancellationToken);
            if (Apply(before?.Value, told.Alarm, told.Cleared, cloudEvent.Source) is not { } after)
            {
                return;
            }
            var batch = new WriteBatch();
            _ = before is null ? batch.Insert(AssuranceCollections.Alarms, tenant, after.Id, after) : batch.Replace(AssuranceCollections.Alarms, before, after);
            var result = await store.CommitAsync(batch, cancellationToken);
            if (result.Ok)
            {
                return;
            }
            if (attempt == Attempts)
            {
                result.ThrowIfConflict();
            }
        }
    }

    /// <summary>The alarm after an event; null when the event changes nothing.</summary>
    internal static AlarmRecord? Apply(AlarmRecord? before, AlarmEvent told, bool cleared, string source)
    {
        if (before is null)
        {
            // the end of something never heard of is no news
            return cleared ? null : New(told, source, 1);
        }
        if (told.Time < before.ChangedAt || (told.Time == before.ChangedAt && cleared == (before.State == AlarmState.Cleared)))
        {
            return null;
        }
        if (cleared)
        {
            return before.State == AlarmState.Cleared ? null : before with { State = AlarmState.Cleared, ClearedAt = told.Time, ChangedAt = told.Time };
        }
        return before.State == AlarmState.Cleared
            ? New(told, source, before.TimesRaised + 1)
            : New(told, source, before.TimesRaised) with { RaisedAt = before.RaisedAt };
    }

    private static AlarmRecord New(AlarmEvent told, string source, int times) => new()
    {
        Id = told.AlarmId,
        InstanceId = told.InstanceId,
        ObjectId = told.ObjectId,
        State = AlarmState.Raised,
        PerceivedSeverity = told.PerceivedSeverity,
        EventType = told.EventType,
        ProbableCause = told.ProbableCause,
        FaultDetails = told.FaultDetails,
        Source = source,
        RaisedAt = told.Time,
        ChangedAt = told.Time,
        TimesRaised = times,
    };

    private static partial class Log
    {
        [LoggerMessage(3051, LogLevel.Debug, "Event {Id} of type {Type} from {Source} on the alarm topic is not an alarm this service understands; it was left aside.")]
        public static partial void NotUnderstood(ILogger logger, string id, string type, string source);
    }
}
