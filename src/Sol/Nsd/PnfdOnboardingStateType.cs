using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>Values of PNFD onboarding state type (SOL005 §5.5).</summary>
[JsonConverter(typeof(SolEnumConverter<PnfdOnboardingStateType>))]
public enum PnfdOnboardingStateType
{
    /// <summary>Created.</summary>
    CREATED,

    /// <summary>Uploading.</summary>
    UPLOADING,

    /// <summary>Processing.</summary>
    PROCESSING,

    /// <summary>Onboarding.</summary>
    ONBOARDING,

    /// <summary>Error.</summary>
    ERROR,
}
