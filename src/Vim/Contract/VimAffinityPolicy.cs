using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Rule of an affinity group.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimAffinityPolicy>))]
public enum VimAffinityPolicy
{
    /// <summary>All members in one place.</summary>
    AFFINITY,

    /// <summary>No two members in one place.</summary>
    ANTI_AFFINITY,

    /// <summary>In one place if possible.</summary>
    SOFT_AFFINITY,

    /// <summary>Spread as far as possible.</summary>
    SOFT_ANTI_AFFINITY,
}
