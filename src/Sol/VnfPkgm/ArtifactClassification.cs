using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of artifact classification (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ArtifactClassification>))]
public enum ArtifactClassification
{
    /// <summary>History.</summary>
    HISTORY,

    /// <summary>Testing.</summary>
    TESTING,

    /// <summary>License.</summary>
    LICENSE,
}
