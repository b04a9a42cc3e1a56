using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Direction in which a threshold was crossed (SOL003 §6.5.4.3).</summary>
[JsonConverter(typeof(SolEnumConverter<CrossingDirectionType>))]
public enum CrossingDirectionType
{
    /// <summary>Upwards.</summary>
    UP,

    /// <summary>Downwards.</summary>
    DOWN,
}
