using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Values of NSD operational state type (SOL005 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NsdOperationalStateType>))]
public enum NsdOperationalStateType
{
    /// <summary>Enabled.</summary>
    ENABLED,

    /// <summary>Disabled.</summary>
    DISABLED,
}
