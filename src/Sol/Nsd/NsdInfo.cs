using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Nsd;

/// <summary>An NSD in the catalogue: identity, states and what it refers to (SOL005 §5.5).</summary>
public sealed record NsdInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the NSD.</summary>
    public string? NsdId { get; init; }

    /// <summary>NSD name.</summary>
    public string? NsdName { get; init; }

    /// <summary>NSD version.</summary>
    public string? NsdVersion { get; init; }

    /// <summary>NSD designer.</summary>
    public string? NsdDesigner { get; init; }

    /// <summary>Identifier of the NSD invariant.</summary>
    public string? NsdInvariantId { get; init; }

    /// <summary>Identifiers: VNF package.</summary>
    public IReadOnlyList<string>? VnfPkgIds { get; init; }

    /// <summary>Identifiers: PNFD information.</summary>
    public IReadOnlyList<string>? PnfdInfoIds { get; init; }

    /// <summary>Identifiers: nested NSD information.</summary>
    public IReadOnlyList<string>? NestedNsdInfoIds { get; init; }

    /// <summary>Archive security option.</summary>
    public ArchiveSecurityOption? ArchiveSecurityOption { get; init; }

    /// <summary>Signing certificate.</summary>
    public string? SigningCertificate { get; init; }

    /// <summary>Artifacts.</summary>
    public IReadOnlyList<NsdArchiveArtifactInfo>? Artifacts { get; init; }

    /// <summary>NSD onboarding state.</summary>
    public required NsdOnboardingStateType NsdOnboardingState { get; init; }

    /// <summary>Onboarding failure details.</summary>
    public ProblemDetails? OnboardingFailureDetails { get; init; }

    /// <summary>NSD operational state.</summary>
    public required NsdOperationalStateType NsdOperationalState { get; init; }

    /// <summary>NSD usage state.</summary>
    public required NsdUsageStateType NsdUsageState { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required NsdInfoLinks Links { get; init; }
}
