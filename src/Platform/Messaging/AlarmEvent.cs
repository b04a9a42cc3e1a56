namespace NfvOrchestrator.Platform.Messaging;

/// <summary>
/// Content of a CloudEvent of type <see cref="RaisedType"/> or <see cref="ClearedType"/> on <see cref="NfvTopics.Alarms"/>: a fault began, changed or ended.
/// The event's key is the instance (or the managed object when it belongs to none), so that raising and clearing keep their order; serialised with <see cref="AlarmEventJson"/>.
/// </summary>
public sealed record AlarmEvent
{
    /// <summary>CloudEvent type: the fault began or changed.</summary>
    public const string RaisedType = "nfv.alarm.raised";

    /// <summary>CloudEvent type: the fault ended.</summary>
    public const string ClearedType = "nfv.alarm.cleared";

    /// <summary>Identity of the fault, the same when it is raised again, changed and cleared; unique within the tenant.</summary>
    public required string AlarmId { get; init; }

    /// <summary>The VNF or NS instance it affects; null when none is known.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What is faulty: a server key, a host, a link, a device.</summary>
    public required string ObjectId { get; init; }

    /// <summary>PerceivedSeverity of SOL003 §7.5.4.3: CRITICAL, MAJOR, MINOR, WARNING or INDETERMINATE.</summary>
    public required string PerceivedSeverity { get; init; }

    /// <summary>EventType of SOL003 §7.5.4.5, for example <c>EQUIPMENT_ALARM</c>.</summary>
    public string? EventType { get; init; }

    /// <summary>What probably caused it, for a person.</summary>
    public required string ProbableCause { get; init; }

    /// <summary>More about it.</summary>
    public string? FaultDetails { get; init; }

    /// <summary>When it began, changed or ended (UTC).</summary>
    public required DateTimeOffset Time { get; init; }
}
