using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of package security option (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<PackageSecurityOption>))]
public enum PackageSecurityOption
{
    /// <summary>Option 1.</summary>
    OPTION_1,

    /// <summary>Option 2.</summary>
    OPTION_2,
}
