using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of package operational state type (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<PackageOperationalStateType>))]
public enum PackageOperationalStateType
{
    /// <summary>Enabled.</summary>
    ENABLED,

    /// <summary>Disabled.</summary>
    DISABLED,
}
