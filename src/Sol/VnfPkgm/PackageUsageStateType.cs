using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of package usage state type (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<PackageUsageStateType>))]
public enum PackageUsageStateType
{
    /// <summary>In use.</summary>
    IN_USE,

    /// <summary>Not in use.</summary>
    NOT_IN_USE,
}
