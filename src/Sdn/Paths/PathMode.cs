using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Paths;

/// <summary>Who chooses the route.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PathMode>))]
public enum PathMode
{
    /// <summary>The caller: one flow rule per hop, exactly as given.</summary>
    FLOWS,

    /// <summary>The controller: point-to-point intents, rerouted by the controller on failure; <see cref="PathSpec.Hops"/> stays empty.</summary>
    INTENT,
}
