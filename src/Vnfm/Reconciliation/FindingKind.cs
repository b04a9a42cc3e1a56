using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>How records and VIM disagree.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingKind>))]
public enum FindingKind
{
    /// <summary>The instance should have it, the VIM has not.</summary>
    MISSING,

    /// <summary>It is there, and not as it should be.</summary>
    DRIFTED,

    /// <summary>It is tagged as this VNFM's, and belongs to no instance and no snapshot.</summary>
    ORPHANED,
}
