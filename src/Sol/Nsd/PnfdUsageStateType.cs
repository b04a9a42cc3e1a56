using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Values of PNFD usage state type (SOL005 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<PnfdUsageStateType>))]
public enum PnfdUsageStateType
{
    /// <summary>In use.</summary>
    IN_USE,

    /// <summary>Not in use.</summary>
    NOT_IN_USE,
}
