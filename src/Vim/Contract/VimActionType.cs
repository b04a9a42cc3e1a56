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

    /// <summary>New root disk from an image or snapshot; identity, ports, volumes, host and, if it was off, its being off stay. Also repairs a server in ERROR whose host is up.</summary>
    REBUILD,

    /// <summary>To another host.</summary>
    MIGRATE,

    /// <summary>From a host that is down to another one; the disk is made anew where hosts do not share storage. Refused (CONFLICT) while its host is up.</summary>
    EVACUATE,
}
