using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Values of NSD usage state type (SOL005 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NsdUsageStateType>))]
public enum NsdUsageStateType
{
    /// <summary>In use.</summary>
    IN_USE,

    /// <summary>Not in use.</summary>
    NOT_IN_USE,
}
