using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Kinds of actions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimActionType>))]
public enum VimActionType
{
    /// <summary>Switch a server on.</summary>
    START,

    /// <summary>Switch a server off.</summary>
    STOP,

    /// <summary>Off and on again.</summary>
    REBOOT,
}
