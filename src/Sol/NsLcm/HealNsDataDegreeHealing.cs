using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of heal NS data degree healing (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<HealNsDataDegreeHealing>))]
public enum HealNsDataDegreeHealing
{
    /// <summary>Heal restore.</summary>
    HEAL_RESTORE,

    /// <summary>Heal qos.</summary>
    HEAL_QOS,

    /// <summary>Heal reset.</summary>
    HEAL_RESET,

    /// <summary>Partial healing.</summary>
    PARTIAL_HEALING,
}
