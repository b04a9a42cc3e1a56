using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of package onboarding state type (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<PackageOnboardingStateType>))]
public enum PackageOnboardingStateType
{
    /// <summary>Created.</summary>
    CREATED,

    /// <summary>Uploading.</summary>
    UPLOADING,

    /// <summary>Processing.</summary>
    PROCESSING,

    /// <summary>Onboarded.</summary>
    ONBOARDED,

    /// <summary>Error.</summary>
    ERROR,
}
