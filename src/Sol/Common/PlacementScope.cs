using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of placement scope (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<PlacementScope>))]
public enum PlacementScope
{
    /// <summary>Nfvi pop.</summary>
    NFVI_POP,

    /// <summary>Zone.</summary>
    ZONE,

    /// <summary>Zone group.</summary>
    ZONE_GROUP,

    /// <summary>Nfvi node.</summary>
    NFVI_NODE,
}
