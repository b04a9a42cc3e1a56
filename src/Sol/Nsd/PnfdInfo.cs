using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>A PNFD in the catalogue (SOL005 §5.5).</summary>
public sealed record PnfdInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the PNFD.</summary>
    public string? PnfdId { get; init; }

    /// <summary>PNFD name.</summary>
    public string? PnfdName { get; init; }

    /// <summary>Pnfdersion.</summary>
    public string? Pnfdersion { get; init; }

    /// <summary>PNFD provider.</summary>
    public string? PnfdProvider { get; init; }

    /// <summary>Identifier of the PNFD invariant.</summary>
    public string? PnfdInvariantId { get; init; }

    /// <summary>Archive security option.</summary>
    public ArchiveSecurityOption? ArchiveSecurityOption { get; init; }

    /// <summary>Signing certificate.</summary>
    public string? SigningCertificate { get; init; }

    /// <summary>Artifacts.</summary>
    public IReadOnlyList<PnfdArchiveArtifactInfo>? Artifacts { get; init; }

    /// <summary>PNFD onboarding state.</summary>
    public required PnfdOnboardingStateType PnfdOnboardingState { get; init; }

    /// <summary>Onboarding failure details.</summary>
    public ProblemDetails? OnboardingFailureDetails { get; init; }

    /// <summary>PNFD usage state.</summary>
    public required PnfdUsageStateType PnfdUsageState { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required PnfdInfoLinks Links { get; init; }
}
