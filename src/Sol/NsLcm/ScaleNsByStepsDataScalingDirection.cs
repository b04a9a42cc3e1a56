using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of scale NS by steps data scaling direction (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ScaleNsByStepsDataScalingDirection>))]
public enum ScaleNsByStepsDataScalingDirection
{
    /// <summary>Scale in.</summary>
    SCALE_IN,

    /// <summary>Scale out.</summary>
    SCALE_OUT,
}
