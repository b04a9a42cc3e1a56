using System.Text.Json.Serialization;

namespace NfvOrchestrator.Lifecycle.Planning;

/// <summary>What a step does to its resource.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepAction>))]
public enum StepAction
{
    /// <summary>Create it, or adopt it when it is already there.</summary>
    Create,

    /// <summary>Change it in place.</summary>
    Update,

    /// <summary>Remove it; nothing happens when it is already gone.</summary>
    Delete,

    /// <summary>Let go of resources that are about to be made anew; an update follows once they are there.</summary>
    Release,

    /// <summary>Wait until servers are healthy.</summary>
    Gate,

    /// <summary>Do something to the instance that is no resource of it (<see cref="Resources.ActionSpec"/>).</summary>
    Run,
}
