using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of NS state (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NsState>))]
public enum NsState
{
    /// <summary>Not instantiated.</summary>
    NOT_INSTANTIATED,

    /// <summary>Instantiated.</summary>
    INSTANTIATED,
}
