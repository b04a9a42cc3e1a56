using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Values of scale type (SOL003 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ScaleType>))]
public enum ScaleType
{
    /// <summary>Scale out.</summary>
    SCALE_OUT,

    /// <summary>Scale in.</summary>
    SCALE_IN,
}
