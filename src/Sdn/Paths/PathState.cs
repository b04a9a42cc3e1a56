using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Paths;

/// <summary>Where a path is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PathState>))]
public enum PathState
{
    /// <summary>Accepted and recorded; rules are on their way into the devices.</summary>
    INSTALLING,

    /// <summary>Every rule was read back as installed, every link and device of the path is up.</summary>
    ACTIVE,

    /// <summary>Links and devices are up, but a rule that was installed has vanished; it is being installed again.</summary>
    DEGRADED,

    /// <summary>A link or device of the path is down: no traffic passes. Comes back by itself when it returns; rerouting is the caller's decision.</summary>
    DOWN,

    /// <summary>Deletion accepted; rules are being removed.</summary>
    REMOVING,

    /// <summary>The controller or a device refuses it; <see cref="PathView.Error"/> says what. Retried in the background.</summary>
    ERROR,
}
