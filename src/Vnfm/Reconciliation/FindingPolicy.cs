using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>What is done about a finding.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingPolicy>))]
public enum FindingPolicy
{
    /// <summary>Nothing: people decide.</summary>
    REPORT,

    /// <summary>The record takes over what was observed.</summary>
    ADOPT,

    /// <summary>The instance is healed, as a lifecycle operation.</summary>
    HEAL,

    /// <summary>The resource is deleted in the VIM.</summary>
    DELETE,
}
