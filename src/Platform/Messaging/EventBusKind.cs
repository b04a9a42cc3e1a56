namespace NfvOrchestrator.Platform.Messaging;

/// <summary>Which bus.</summary>
public enum EventBusKind
{
    /// <summary>Inside this process; events live as long as the process.</summary>
    InProcess,

    /// <summary>Apache Kafka, or anything that speaks its protocol.</summary>
    Kafka,
}
