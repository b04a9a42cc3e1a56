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

    /// <summary>Onboarded (so the text, SOL005 table 5.5.4.6-1; the published document says ONBOARDING in the list of values and ONBOARDED in its description).</summary>
    ONBOARDED,

    /// <summary>Error.</summary>
    ERROR,
}
