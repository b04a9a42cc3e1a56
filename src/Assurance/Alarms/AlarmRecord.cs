namespace NfvOrchestrator.Assurance.Alarms;

/// <summary>A fault as told by the events about it. A document of <c>/assurance/v1/alarms</c>.</summary>
public sealed record AlarmRecord
{
    /// <summary>Identity of the fault.</summary>
    public required string Id { get; init; }

    /// <summary>The VNF or NS instance it affects.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What is faulty.</summary>
    public required string ObjectId { get; init; }

    /// <summary>Whether it is still there.</summary>
    public required AlarmState State { get; init; }

    /// <summary>PerceivedSeverity of SOL003 §7.5.4.3.</summary>
    public required string PerceivedSeverity { get; init; }

    /// <summary>EventType of SOL003 §7.5.4.5.</summary>
    public string? EventType { get; init; }

    /// <summary>What probably caused it.</summary>
    public required string ProbableCause { get; init; }

    /// <summary>More about it.</summary>
    public string? FaultDetails { get; init; }

    /// <summary>Who told.</summary>
    public required string Source { get; init; }

    /// <summary>When it began (this time).</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>How often it began; more than a few times in an hour is a flapping fault.</summary>
    public int TimesRaised { get; init; } = 1;
}
