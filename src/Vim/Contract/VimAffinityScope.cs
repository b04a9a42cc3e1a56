using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>Size of the place an affinity rule speaks of (SOL003 §4.4.1.1 scopes below the NFVI-PoP).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VimAffinityScope>))]
public enum VimAffinityScope
{
    /// <summary>One host.</summary>
    NFVI_NODE,

    /// <summary>One availability zone.</summary>
    ZONE,
}
