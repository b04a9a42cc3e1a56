using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>Where a step stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepState>))]
public enum StepState
{
    /// <summary>An attempt was started; after a crash its effect is unknown.</summary>
    Started,

    /// <summary>Done, output kept.</summary>
    Succeeded,

    /// <summary>Failed for good in this run.</summary>
    Failed,
}
