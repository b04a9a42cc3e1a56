using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of operational states (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<OperationalStates>))]
public enum OperationalStates
{
    /// <summary>Started.</summary>
    STARTED,

    /// <summary>Stopped.</summary>
    STOPPED,
}
