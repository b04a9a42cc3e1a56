using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Where an operation stands for the engine.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationStatus>))]
public enum OperationStatus
{
    /// <summary>Accepted (or set going again) and waiting for, or held by, a worker.</summary>
    Active,

    /// <summary>Stopped with the instance still locked; a person or policy decides how it goes on.</summary>
    Parked,

    /// <summary>Over; the lock is released.</summary>
    Finished,
}
