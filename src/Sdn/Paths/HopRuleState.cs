using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Paths;

/// <summary>What the controller says about one rule of a path.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HopRuleState>))]
public enum HopRuleState
{
    /// <summary>The controller does not list it.</summary>
    MISSING,

    /// <summary>Sent; the device has not confirmed it.</summary>
    PENDING_ADD,

    /// <summary>Seen in the device's own table.</summary>
    ADDED,

    /// <summary>Being taken out.</summary>
    PENDING_REMOVE,
}
