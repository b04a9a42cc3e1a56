using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>A VNF package in the catalogue: identity, states, images and artifacts (SOL003 §10.5, SOL005 §9.5).</summary>
public sealed record VnfPkgInfo
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>VNF provider.</summary>
    public string? VnfProvider { get; init; }

    /// <summary>VNF product name.</summary>
    public string? VnfProductName { get; init; }

    /// <summary>VNF software version.</summary>
    public string? VnfSoftwareVersion { get; init; }

    /// <summary>VNFD version.</summary>
    public string? VnfdVersion { get; init; }

    /// <summary>Compatible specification versions.</summary>
    public IReadOnlyList<string>? CompatibleSpecificationVersions { get; init; }

    /// <summary>Checksum.</summary>
    public Checksum? Checksum { get; init; }

    /// <summary>Package security option.</summary>
    public PackageSecurityOption? PackageSecurityOption { get; init; }

    /// <summary>Signing certificate.</summary>
    public string? SigningCertificate { get; init; }

    /// <summary>Software images.</summary>
    public IReadOnlyList<VnfPackageSoftwareImageInfo>? SoftwareImages { get; init; }

    /// <summary>Additional artifacts.</summary>
    public IReadOnlyList<VnfPackageArtifactInfo>? AdditionalArtifacts { get; init; }

    /// <summary>Onboarding state.</summary>
    public required PackageOnboardingStateType OnboardingState { get; init; }

    /// <summary>Operational state.</summary>
    public required PackageOperationalStateType OperationalState { get; init; }

    /// <summary>Usage state.</summary>
    public required PackageUsageStateType UsageState { get; init; }

    /// <summary>VNFM information.</summary>
    public IReadOnlyList<string>? VnfmInfo { get; init; }

    /// <summary>User defined data.</summary>
    public IReadOnlyDictionary<string, JsonElement>? UserDefinedData { get; init; }

    /// <summary>Onboarding failure details.</summary>
    public ProblemDetails? OnboardingFailureDetails { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required VnfPkgInfoLinks Links { get; init; }
}
