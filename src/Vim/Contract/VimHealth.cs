using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Whether a VIM account answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimHealth>))]
public enum VimHealth
{
    /// <summary>It answers.</summary>
    HEALTHY,

    /// <summary>It answers, but something of it does not work.</summary>
    DEGRADED,

    /// <summary>It does not answer.</summary>
    DOWN,
}
