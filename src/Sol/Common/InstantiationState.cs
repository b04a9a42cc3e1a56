using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of instantiation state (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<InstantiationState>))]
public enum InstantiationState
{
    /// <summary>Not instantiated.</summary>
    NOT_INSTANTIATED,

    /// <summary>Instantiated.</summary>
    INSTANTIATED,
}
