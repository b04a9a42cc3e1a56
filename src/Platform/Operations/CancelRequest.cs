using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>How an operation was asked to stop (SOL003 §5.5.2.14 CancelMode).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CancelRequest>))]
public enum CancelRequest
{
    /// <summary>Nobody asked.</summary>
    None,

    /// <summary>Start no further step; let the running ones finish.</summary>
    Graceful,

    /// <summary>Start no further step and abandon the running ones.</summary>
    Forceful,
}
