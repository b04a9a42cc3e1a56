using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Calls a fault can hit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultOperation>))]
public enum FaultOperation
{
    /// <summary>All.</summary>
    ANY,

    /// <summary>A put that makes something.</summary>
    CREATE,

    /// <summary>A put that changes something.</summary>
    UPDATE,

    /// <summary>A delete of something that is there.</summary>
    DELETE,

    /// <summary>An action.</summary>
    ACTION,

    /// <summary>A read.</summary>
    GET,
}
