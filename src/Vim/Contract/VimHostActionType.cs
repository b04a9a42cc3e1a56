using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Actions on hosts. Both may be asked for again and go on from where the host is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimHostActionType>))]
public enum VimHostActionType
{
    /// <summary>No further server is placed on it, and those of the caller's tenant are migrated away (evacuated, when the host is down).</summary>
    DRAIN,

    /// <summary>Servers may be placed on it again.</summary>
    ENABLE,
}
