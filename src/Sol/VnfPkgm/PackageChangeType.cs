using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of package change type (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<PackageChangeType>))]
public enum PackageChangeType
{
    /// <summary>Op state change.</summary>
    OP_STATE_CHANGE,

    /// <summary>Pkg delete.</summary>
    PKG_DELETE,
}
