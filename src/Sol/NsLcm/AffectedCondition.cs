using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of affected condition (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<AffectedCondition>))]
public enum AffectedCondition
{
    /// <summary>Pre empted.</summary>
    PRE_EMPTED,

    /// <summary>Triggered.</summary>
    TRIGGERED,
}
