using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What a fault does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultMode>))]
public enum FaultMode
{
    /// <summary>The call is refused; nothing happens.</summary>
    FAIL,

    /// <summary>The call is accepted; the resource ends in ERROR.</summary>
    ERROR_STATE,

    /// <summary>The call is accepted and never finishes, until hung resources are released or deleted.</summary>
    HANG,

    /// <summary>The call is carried out, but the connection is cut before the answer.</summary>
    LOSE_ANSWER,

    /// <summary>The answer is held back.</summary>
    DELAY,
}
