using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Values of NSD onboarding state type (SOL005 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NsdOnboardingStateType>))]
public enum NsdOnboardingStateType
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
