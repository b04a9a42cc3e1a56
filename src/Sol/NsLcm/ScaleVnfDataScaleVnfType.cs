using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of scale VNF data scale VNF type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ScaleVnfDataScaleVnfType>))]
public enum ScaleVnfDataScaleVnfType
{
    /// <summary>Scale out.</summary>
    SCALE_OUT,

    /// <summary>Scale in.</summary>
    SCALE_IN,

    /// <summary>Scale to instantiation level.</summary>
    SCALE_TO_INSTANTIATION_LEVEL,

    /// <summary>Scale to scale level(s).</summary>
    [JsonStringEnumMemberName("SCALE_TO_SCALE_LEVEL(S)")]
    SCALE_TO_SCALE_LEVEL_S,
}
