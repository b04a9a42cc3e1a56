using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of affinity or anti affinity (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<AffinityOrAntiAffinity>))]
public enum AffinityOrAntiAffinity
{
    /// <summary>Affinity.</summary>
    AFFINITY,

    /// <summary>Anti affinity.</summary>
    ANTI_AFFINITY,
}
