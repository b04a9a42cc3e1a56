using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Types of threshold (SOL003 §6.5.3.4).</summary>
[JsonConverter(typeof(SolEnumConverter<ThresholdType>))]
public enum ThresholdType
{
    /// <summary>Single-valued, static.</summary>
    SIMPLE,
}
