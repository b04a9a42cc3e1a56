using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of segmentation type (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<SegmentationType>))]
public enum SegmentationType
{
    /// <summary>Vlan.</summary>
    VLAN,

    /// <summary>Inherit.</summary>
    INHERIT,
}
