using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of scale NS request scale type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ScaleNsRequestScaleType>))]
public enum ScaleNsRequestScaleType
{
    /// <summary>Scale ns.</summary>
    SCALE_NS,

    /// <summary>Scale vnf.</summary>
    SCALE_VNF,
}
