using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affinity or anti affinity rule (SOL005 §6.5).</summary>
public sealed record AffinityOrAntiAffinityRule
{
    /// <summary>Identifier of the VNFD.</summary>
    public IReadOnlyList<string>? VnfdId { get; init; }

    /// <summary>Identifier of the VNF profile.</summary>
    public IReadOnlyList<string>? VnfProfileId { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public IReadOnlyList<string>? VnfInstanceId { get; init; }

    /// <summary>Affinity or anti affiinty.</summary>
    public required AffinityOrAntiAffinity AffinityOrAntiAffiinty { get; init; }

    /// <summary>Scope.</summary>
    public required PlacementScope Scope { get; init; }
}
