using System.Text.Json.Serialization;

namespace NfvOrchestrator.Assurance.Decisions;

/// <summary>How far a decision is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecisionState>))]
public enum DecisionState
{
    /// <summary>Decided; the VNFM has not accepted it yet (busy or unreachable).</summary>
    [JsonStringEnumMemberName("PENDING")]
    Pending,

    /// <summary>The VNFM runs the operation.</summary>
    [JsonStringEnumMemberName("ACCEPTED")]
    Accepted,

    /// <summary>The operation completed.</summary>
    [JsonStringEnumMemberName("COMPLETED")]
    Completed,

    /// <summary>The operation failed; the occurrence says why.</summary>
    [JsonStringEnumMemberName("FAILED")]
    Failed,

    /// <summary>The VNFM refused it.</summary>
    [JsonStringEnumMemberName("REFUSED")]
    Refused,

    /// <summary>Given up before the VNFM accepted it.</summary>
    [JsonStringEnumMemberName("ABANDONED")]
    Abandoned,

    /// <summary>How it ended could not be found out.</summary>
    [JsonStringEnumMemberName("UNKNOWN")]
    Unknown,
}
